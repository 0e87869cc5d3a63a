//! What a program asks of the system, as strace writes it down, and what of it breaks the promise.

use std::path::{Path, PathBuf};

use super::places::Places;

/// The calls that open sockets and that make, change or remove files; `?` where some machines lack one.
pub(super) const TRACED: &str = "trace=%network,?io_uring_setup,?open,openat,?openat2,?creat,?mkdir,mkdirat,\
    ?mknod,mknodat,?rename,?renameat,?renameat2,?unlink,unlinkat,?link,linkat,?symlink,symlinkat,truncate";

/// Sockets that stay on the machine: to its other programs, and to the kernel.
const LOCAL: [&str; 2] = ["AF_UNIX", "AF_NETLINK"];

/// What is opened to find out the address of a name: the C library's files, and the services that it asks.
const LOOK_UP: [&str; 6] = [
    "/etc/resolv.conf",
    "/etc/hosts",
    "/etc/gai.conf",
    "/libnss_dns",
    "/libnss_resolve",
    "/run/systemd/resolve/",
];

/// The lines of a trace, made by `strace -f -y`, that break the promise. Attempts count, too.
pub(super) fn breaches(trace: &str, folder: &Path, places: &Places) -> Vec<String> {
    let is_breach = |line: &&str| call(line).is_some_and(|(name, rest)| breaks(name, rest, folder, places));
    trace.lines().filter(is_breach).map(str::to_string).collect()
}

/// A call's name, and its arguments and result. What strace tells of a call's end alone is none.
fn call(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ').split_once('(')?;
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_').then_some((name, rest))
}

fn breaks(name: &str, rest: &str, folder: &Path, places: &Places) -> bool {
    let paths = || paths(rest, folder);
    let written = |path: PathBuf| !places.allow(&path, name.starts_with("mkdir"));
    match name {
        "io_uring_setup" => true, // calls that would not be seen
        "socket" => !LOCAL.iter().any(|family| rest.starts_with(family)),
        // The service that caches look-ups is told which of its tables is meant.
        "sendto" => rest.contains(r"hosts\0"),
        "connect" => rest.contains("sa_family=AF_INET") || looks_up(rest),
        "bind" => rest.contains("sun_path=\"") && paths().into_iter().any(written),
        "open" | "openat" | "openat2" => {
            let writes = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"].iter().any(|flag| rest.contains(flag));
            // A file without a name, in the folder that is opened.
            let unnamed = rest.contains("O_TMPFILE");
            looks_up(rest)
                || writes
                    && paths()
                        .into_iter()
                        .map(|path| if unnamed { path.join(".tmp") } else { path })
                        .any(written)
        }
        "link" | "linkat" | "symlink" | "symlinkat" => paths().pop().is_some_and(written),
        "creat" | "mkdir" | "mkdirat" | "mknod" | "mknodat" | "rename" | "renameat" | "renameat2"
        | "unlink" | "unlinkat" | "truncate" => paths().into_iter().any(written),
        _ => false,
    }
}

fn looks_up(rest: &str) -> bool {
    LOOK_UP.iter().any(|file| rest.contains(file))
}

/// The paths that are named in a call. `openat(7</a/b>, "c"` names `/a/b/c`.
fn paths(rest: &str, folder: &Path) -> Vec<PathBuf> {
    let parts: Vec<&str> = rest.split('"').collect();
    let named = parts.chunks_exact(2).map(|pair| {
        let beside = pair[0].rsplit_once('<').and_then(|(_, base)| Some(base.split_once('>')?.0));
        beside.map_or(folder, Path::new).join(pair[1])
    });
    named.collect()
}

fn breaking(line: &str) -> bool {
    let places = Places::listed(Path::new("/h"), Path::new("/t"), Path::new("/n"));
    !breaches(line, Path::new("/here"), &places).is_empty()
}

#[test]
fn what_speaks_looks_up_or_writes_elsewhere_breaks_the_promise() {
    for line in [
        r#"20072 socket(AF_INET, SOCK_DGRAM|SOCK_CLOEXEC|SOCK_NONBLOCK, IPPROTO_IP <unfinished ...>"#,
        r#"20373 socket(AF_INET6, SOCK_DGRAM, IPPROTO_IP) = 12<socket:[63719]>"#,
        r#"9 socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL)) = -1 EPERM (Operation not permitted)"#,
        r#"9 connect(12<socket:[1]>, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("10.0.0.1")}, 16) = 0"#,
        r#"9 connect(3<socket:[1]>, {sa_family=AF_UNIX, sun_path="/run/systemd/resolve/io.systemd.Resolve"}, 42) = 0"#,
        r#"9 sendto(14<socket:[1]>, "\2\0\0\0\r\0\0\0\6\0\0\0hosts\0", 18, MSG_NOSIGNAL, NULL, 0) = 18"#,
        r#"20069 openat(AT_FDCWD</here>, "/etc/resolv.conf", O_RDONLY|O_CLOEXEC <unfinished ...>"#,
        r#"9 openat(AT_FDCWD</here>, "/lib/x86_64-linux-gnu/libnss_dns.so.2", O_RDONLY|O_CLOEXEC) = -1 ENOENT"#,
        r#"9 mkdir("/h/.cache/Microsoft", 0700) = 0"#,
        r#"9 openat(6</h/.cache>, "deviceid.tmp", O_WRONLY|O_CREAT|O_EXCL, 0600) = 7</h/.cache/deviceid.tmp>"#,
        r#"9 openat(AT_FDCWD</here>, "/tmp/.ses", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 6</tmp/.ses>"#,
        r#"9 openat(AT_FDCWD</here>, "notes.txt", O_WRONLY|O_CREAT, 0666) = 6</here/notes.txt>"#,
        r#"9 openat(AT_FDCWD</here>, "/t", O_RDWR|O_CLOEXEC|O_TMPFILE, 0666) = 3</t/#100>(deleted)"#,
        r#"9 creat("mine", 0666) = 3"#,
        r#"9 rename("/n/report.html", "/h/report.html") = 0"#,
        r#"9 unlink("/h/.bashrc") = 0"#,
        r#"9 symlink("/n/a", "/h/a") = 0"#,
        r#"9 linkat(AT_FDCWD</here>, "/n/a", 5</h>, "a", 0) = 0"#,
        r#"9 bind(3<socket:[1]>, {sa_family=AF_UNIX, sun_path="/h/listening"}, 110) = 0"#,
        "io_uring_setup(8, {flags=0}) = 3",
    ] {
        assert!(breaking(line), "{line}");
    }
}

#[test]
fn what_stays_on_the_machine_and_in_its_places_does_not() {
    for line in [
        r#"9 socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 8<socket:[64420]>"#,
        r#"9 connect(8<socket:[64420]>, {sa_family=AF_UNIX, sun_path=@"/tmp/.X11-unix/X77"}, 21) = 0"#,
        r#"9 connect(14<socket:[1]>, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110) = -1 ENOENT"#,
        r#"9 sendto(14<socket:[1]>, "\2\0\0\0\v\0\0\0\7\0\0\0passwd\0", 19, MSG_NOSIGNAL, NULL, 0) = 19"#,
        r#"9 <... openat resumed>)             = 14</etc/hosts>"#,
        r#"9 openat(AT_FDCWD</here>, "/etc/nsswitch.conf", O_RDONLY|O_CLOEXEC) = 14</etc/nsswitch.conf>"#,
        r#"9 mkdir("/h/.local", 0700) = 0"#,
        r#"9 openat(AT_FDCWD</here>, "/h/.local/share/holdfast/sessions.db", O_RDWR|O_CREAT, 0600) = 3</x>"#,
        r#"9 openat(AT_FDCWD</here>, "/h", O_RDWR|O_CLOEXEC|O_TMPFILE, 0666) = 3</h/#10092912>(deleted)"#,
        r#"9 openat(7</n>, "report.html", O_WRONLY|O_CREAT, 0600 <unfinished ...>"#,
        r#"9 rename("/n/.tmp1", "/n/report.html") = 0"#,
        r#"9 openat(AT_FDCWD</here>, "/dev/null", O_WRONLY|O_CLOEXEC) = 14</dev/null>"#,
        r#"9 unlink("/h/.local/share/holdfast/sessions.db-wal") = 0"#,
        r#"9 symlink("/t/pulse-PKdhtXMmr18n", "/h/.config/pulse/3d12-runtime") = 0"#,
        "9 +++ exited with 0 +++",
        "9 --- SIGINT {si_signo=SIGINT, si_code=SI_USER, si_pid=7, si_uid=0} ---",
    ] {
        assert!(!breaking(line), "{line}");
    }
}

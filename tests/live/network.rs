//! Network cameras on this machine's own network: streams of FFmpeg's, and servers that misbehave.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use holdfast::source::live::{Camera, LiveError, LiveSource};

use crate::stage::PATIENCE;
use crate::support::fuzzing::fuzz;

const CLIP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/clips/bridge_mixed.mp4");

/// Until a server listens, it is asked this often.
const TRY_AGAIN: Duration = Duration::from_millis(100);

/// FFmpeg, which ends with its owner.
struct Ffmpeg(Child);

impl Ffmpeg {
    /// Plays the clip again and again, in real time.
    fn play(arguments: &[&str], output: Stdio) -> Self {
        let begin = ["-v", "error", "-re", "-stream_loop", "-1", "-i", CLIP, "-an"];
        let mut ffmpeg = Command::new("ffmpeg");
        ffmpeg.args(begin).args(arguments).stdin(Stdio::null()).stdout(output).stderr(Stdio::null());
        Self(ffmpeg.spawn().expect("ffmpeg is installed"))
    }
}

impl Drop for Ffmpeg {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A port of this machine for a server that takes no port of the system's choice: below those, so that no
/// other test is given it meanwhile.
fn own_port() -> u32 {
    20_000 + std::process::id() % 10_000
}

/// Nobody listens on a port of this machine that needs privileges and has no use.
const NOBODYS_PORT: u16 = 1;

fn listener() -> TcpListener {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port")
}

fn open(address: &str) -> Result<Box<dyn LiveSource>, LiveError> {
    // OpenCV opens one stream at a time: who waits for another's would seem to wait for an answer.
    static OPENING: Mutex<()> = Mutex::new(());
    let _turn = OPENING.lock().unwrap_or_else(PoisonError::into_inner);
    Camera::parse(address).expect("an address").open(false)
}

/// Opens a camera whose server is just starting.
fn open_soon(address: &str) -> Box<dyn LiveSource> {
    let until = Instant::now() + PATIENCE;
    loop {
        match open(address) {
            Ok(source) => return source,
            Err(error) if Instant::now() > until => panic!("{error}"),
            Err(_) => thread::sleep(TRY_AGAIN),
        }
    }
}

fn refused(address: &str) -> String {
    open(address).err().expect("it is refused").to_string()
}

/// Ten pictures of the clip, each later than the one before.
fn gives_pictures(mut source: Box<dyn LiveSource>) {
    let size = source.describe().size;
    assert_eq!((size.width, size.height), (640, 480));
    let mut last_secs = -1.0;
    for _ in 0..10 {
        let (frame, _) = source.next_frame().expect("a picture").expect("there is no end");
        assert_eq!(frame.size, size);
        assert!(frame.time_secs > last_secs);
        assert!(frame.brightness() > 20.0);
        last_secs = frame.time_secs;
    }
}

/// Serves one client: reads its request and answers with the beginning of a stream of `pictures`; then
/// gives the connection away.
fn serve(listener: TcpListener, pictures: usize) -> thread::JoinHandle<TcpStream> {
    let mut ffmpeg = Command::new("ffmpeg");
    let frames = pictures.to_string();
    ffmpeg.args(["-v", "error", "-i", CLIP, "-an", "-frames:v", &frames, "-f", "mpjpeg", "-"]);
    let stream = ffmpeg.output().expect("ffmpeg is installed").stdout;
    thread::spawn(move || {
        let (mut client, _) = listener.accept().expect("a client");
        let _ = client.read(&mut [0; 4096]).expect("a request");
        let head = "HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace;boundary=ffmpeg\r\n\r\n";
        client.write_all(head.as_bytes()).expect("sent");
        client.write_all(&stream).expect("sent");
        client
    })
}

#[test]
fn mutants_of_streams() {
    let mut ffmpeg = Command::new("ffmpeg");
    ffmpeg.args(["-v", "error", "-i", CLIP, "-an", "-frames:v", "3", "-s", "320x240", "-f", "mpjpeg", "-"]);
    let pictures = ffmpeg.output().expect("ffmpeg is installed").stdout;
    let head = b"HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace;boundary=ffmpeg\r\n\r\n";
    let seed = [&head[..], &pictures].concat();
    fuzz("streams of network cameras", &[seed], |stream| {
        let listener = listener();
        let address = listener.local_addr().expect("bound");
        let stream = stream.to_vec();
        let server = thread::spawn(move || {
            if let Ok((mut client, _)) = listener.accept() {
                let _ = client.read(&mut [0; 4096]);
                let _ = client.write_all(&stream);
            }
        });
        if let Ok(mut source) = open(&format!("http://{address}/video")) {
            while let Ok(Some(_)) = source.next_frame() {}
        }
        // Who never asked must not be waited for.
        let _ = TcpStream::connect(address);
        let _ = server.join();
    });
}

/// What ends a stream.
fn end_of(mut source: Box<dyn LiveSource>) -> String {
    loop {
        match source.next_frame() {
            Ok(Some(_)) => {}
            Ok(None) => panic!("a camera has no end"),
            Err(error) => return error.to_string(),
        }
    }
}

#[test]
fn a_motion_jpeg_stream_is_read() {
    let address = format!("http://127.0.0.1:{}/video", own_port());
    let stream = ["-c:v", "mjpeg", "-f", "mpjpeg", "-listen", "1", &address];
    let _server = Ffmpeg::play(&stream, Stdio::null());
    gives_pictures(open_soon(&address));
}

#[test]
fn a_camera_that_refuses() {
    let address = format!("http://127.0.0.1:{NOBODYS_PORT}/video");
    assert_eq!(
        refused(&address.replace("http://", "http://me:secret@")),
        format!(
            "no camera can be reached at {address}: start it (or its app), check the address with its name and password, and that both are in the same network"
        )
    );
}

#[test]
fn a_server_without_a_camera() {
    let listener = listener();
    let address = format!("http://{}/video", listener.local_addr().expect("bound"));
    thread::spawn(move || {
        for mut client in listener.incoming().flatten() {
            let _ = client.read(&mut [0; 4096]);
            let _ = client.write_all(b"HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        }
    });
    assert!(refused(&address).starts_with(&format!("no camera can be reached at {address}: ")));
}

#[test]
fn a_camera_that_accepts_and_is_silent() {
    let listener = listener();
    let address = format!("http://{}/video", listener.local_addr().expect("bound"));
    let asked = Instant::now();
    let error = refused(&address);
    assert!(error.starts_with(&format!("the camera at {address} does not answer within ")), "{error}");
    assert!(asked.elapsed() < PATIENCE);
}

#[test]
fn a_camera_that_drops_the_connection() {
    let listener = listener();
    let address = format!("http://{}/video", listener.local_addr().expect("bound"));
    let server = serve(listener, 20);
    let source = open(&address).expect("it answers");
    drop(server.join().expect("served"));
    assert_eq!(
        end_of(source),
        format!("the camera at {address} has ended the connection: start it again, and check the network")
    );
}

#[test]
fn a_camera_that_stalls() {
    let listener = listener();
    let address = format!("http://{}/video", listener.local_addr().expect("bound"));
    let server = serve(listener, 20);
    let source = open(&address).expect("it answers");
    let _open = server.join().expect("served");
    let error = end_of(source);
    assert!(error.starts_with(&format!("the camera {address} has given no picture for ")), "{error}");
}

/// A client's request: its method and its sequence number.
fn request(client: &mut TcpStream) -> Option<(String, String)> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        client.read_exact(&mut byte).ok()?;
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let method = head.split(' ').next()?.to_owned();
    let number = head.lines().find_map(|line| line.strip_prefix("CSeq:"))?.trim().to_owned();
    Some((method, number))
}

/// Serves one client over RTSP, with the packets in the same connection, as phones do.
fn serve_rtsp(listener: &TcpListener) -> Option<()> {
    let packets = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).ok()?;
    let target = format!("rtp://{}", packets.local_addr().ok()?);
    let (mut client, _) = listener.accept().ok()?;
    let sdp = "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=test\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n\
               m=video 0 RTP/AVP 26\r\na=control:track1\r\n";
    loop {
        let (method, number) = request(&mut client)?;
        let (head, body) = match method.as_str() {
            "DESCRIBE" => ("Content-Type: application/sdp\r\n".to_owned(), sdp),
            "SETUP" => ("Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: 1\r\n".to_owned(), ""),
            _ => ("Public: DESCRIBE, SETUP, PLAY\r\nSession: 1\r\n".to_owned(), ""),
        };
        let length = body.len();
        let answer =
            format!("RTSP/1.0 200 OK\r\nCSeq: {number}\r\n{head}Content-Length: {length}\r\n\r\n{body}");
        client.write_all(answer.as_bytes()).ok()?;
        if method == "PLAY" {
            break;
        }
    }
    // Pictures as packets of RFC 2435, which every decoder of RTP knows.
    let pictures = [
        "-c:v",
        "mjpeg",
        "-huffman",
        "default",
        "-force_duplicated_matrix",
        "1",
        "-pix_fmt",
        "yuvj420p",
        "-f",
        "rtp",
    ];
    let _ffmpeg = Ffmpeg::play(&[&pictures[..], &["-payload_type", "26", &target]].concat(), Stdio::null());
    let mut packet = [0; 2048];
    loop {
        let (length, _) = packets.recv_from(&mut packet).ok()?;
        let mut framed = vec![b'$', 0];
        framed.extend((length as u16).to_be_bytes());
        framed.extend(&packet[..length]);
        client.write_all(&framed).ok()?;
    }
}

#[test]
fn a_stream_over_rtsp_is_read() {
    let listener = listener();
    let address: SocketAddr = listener.local_addr().expect("bound");
    // It ends when its client has gone.
    thread::spawn(move || serve_rtsp(&listener));
    gives_pictures(open(&format!("rtsp://{address}/video")).expect("it answers"));
}

import Glibc
package import Domain

/// The clock, the processor, the terminal and the process: everything that is not a file.
package enum Machine {
  /// The wall clock.
  ///
  /// Only the ends of the house read it: the log's writer and the commands.
  package static var now: Instant {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Instant(rawValue: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
  }

  /// Seconds since some moment, for durations.
  package static var seconds: Double { seconds(of: CLOCK_MONOTONIC) }

  /// Seconds of processor that this process took, all threads.
  package static var processorSeconds: Double { seconds(of: CLOCK_PROCESS_CPUTIME_ID) }

  private static func seconds(of clock: clockid_t) -> Double {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The most memory this process held, in bytes, since it began or forgot what it held before.
  ///
  /// What `getrusage` says may be the peak of the process that started this one.
  package static var peakMemory: Int {
    let status = (try? Files.read("/proc/self/status", sizeMax: 1 << 16)) ?? []
    for line in status.split(separator: 0x0A) where line.starts(with: "VmHWM:".utf8) {
      let digits = line.filter { (0x30...0x39).contains($0) }
      return (Int(String(decoding: digits, as: UTF8.self)) ?? 0) * 1024
    }
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Int(usage.ru_maxrss) * 1024
  }

  /// Counts `peakMemory` from now on.
  package static func forgetPeakMemory() {
    let descriptor = unsafe open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = unsafe Glibc.write(descriptor, "5", 1)
    close(descriptor)
  }

  package static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  package static var processID: Int32 { getpid() }

  package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Columns of the terminal on standard output, or `nil`.
  package static var terminalWidth: Int? {
    var size = winsize()
    guard unsafe ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  package static func environment(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  /// Every variable of the environment.
  package static var environment: [(name: String, value: String)] {
    let bytes = (try? Files.read("/proc/self/environ", sizeMax: 64 << 20)) ?? []
    var found: [(name: String, value: String)] = []
    for entry in bytes.split(separator: 0) {
      guard let sign = entry.firstIndex(of: 0x3D) else { continue }
      found.append(
        (
          String(decoding: entry[..<sign], as: UTF8.self),
          String(decoding: entry[(sign + 1)...], as: UTF8.self)
        ))
    }
    return found
  }

  /// No file that this process writes may grow beyond this; writes that would do so fail.
  package static func limitFiles(bytes: Int) {
    var limit = rlimit()
    let kind = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
    guard unsafe getrlimit(kind, &limit) == 0, limit.rlim_cur > rlim_t(bytes) else { return }
    limit.rlim_cur = rlim_t(bytes)
    _ = unsafe setrlimit(kind, &limit)
  }

  /// For this process and those that it starts.
  package static func setEnvironment(_ name: String, _ value: String) {
    _ = unsafe setenv(name, value, 1)
  }

  /// Ends the process with a code of sysexits.
  package static func exit(_ code: Int32) -> Never { Glibc.exit(code) }

  /// Writes all bytes to an open descriptor; a closed pipe ends the program quietly.
  package static func write(_ text: String, to descriptor: Int32) {
    write(Array(text.utf8), to: descriptor)
  }

  /// The same for bytes.
  package static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done)
      }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { Glibc.exit(errno == EPIPE ? 0 : 74) }
      done += count
    }
  }

  /// Waits; a signal ends it early.
  package static func sleep(milliseconds: Int) {
    _ = usleep(UInt32(clamping: milliseconds * 1_000))
  }

  /// Writes to a closed pipe, or to a file that may not grow, are told as errors, not by a signal.
  package static func ignoreSignalsOfWrites() {
    for number in [SIGPIPE, SIGXFSZ] { _ = signal(number, SIG_IGN) }
  }
}

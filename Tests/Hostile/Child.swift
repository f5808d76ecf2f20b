import Foundation
import Platform

/// The built command as a process of its own, watched: how it ended, what it wrote, what it took.
package struct Child: Sendable {
  /// The exit code, or the negative number of the signal that ended it; `nil` when it had to be killed.
  package let code: Int32?
  package let output: [UInt8]
  package let errors: [UInt8]

  /// The most memory that it held, in bytes.
  package let peakMemory: Int

  /// Seconds of processor.
  package let seconds: Double

  package struct CannotStart: Error { let code: Int32 }

  package var text: String { String(decoding: output, as: UTF8.self) }
  package var complaint: String { String(decoding: errors, as: UTF8.self) }

  /// Runs the command to its end, or kills it after so many seconds.
  package init(
    _ words: [String], in folder: String, input: String = "/dev/null",
    environment: [String: String] = [:], secondsMax: Int = 60
  ) throws {
    let place = try Files.makeTemporaryFolder(prefix: "svod-child")
    defer { try? Files.removeFolder(place) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 1, place + "/out", flags, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, place + "/err", flags, 0o600)
    var settings = ["PATH": "/usr/bin:/bin", "USER": "tester", "TMPDIR": "/tmp"]
    settings.merge(environment) { $1 }
    let shell = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder]
    var arguments = (shell + words).map { strdup($0) } + [nil]
    var variables = settings.map { strdup("\($0)=\($1)") } + [nil]
    defer { for pointer in arguments + variables { free(pointer) } }
    var started: pid_t = 0
    let failure = posix_spawn(&started, shell[0], &actions, nil, &arguments, &variables)
    guard failure == 0 else { throw CannotStart(code: failure) }
    let (status, usage, peak) = Self.wait(for: started, secondsMax)
    output = try Files.read(place + "/out", sizeMax: 1 << 30)
    errors = try Files.read(place + "/err", sizeMax: 1 << 30)
    peakMemory = peak
    seconds =
      Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    let signal = (status ?? 0) & 0x7F
    code = status.map { signal == 0 ? ($0 >> 8) & 0xFF : -signal }
  }

  /// The status, or `nil` when the process was killed here; what it took; the most memory it held.
  private static func wait(for id: pid_t, _ secondsMax: Int) -> (Int32?, rusage, Int) {
    var status: Int32 = 0
    var usage = rusage()
    var peak = peakMemory(of: id)
    let end = Machine.seconds + Double(secondsMax)
    while wait4(id, &status, WNOHANG, &usage) == 0 {
      if Machine.seconds > end {
        kill(id, SIGKILL)
        while wait4(id, &status, 0, &usage) < 0, errno == EINTR {}
        return (nil, usage, peak)
      }
      usleep(1_000)
      peak = max(peak, peakMemory(of: id))
    }
    return (status, usage, peak)
  }

  /// The most memory that a running process has held since it began its program.
  ///
  /// What the kernel tells when the process has ended counts the memory of whoever started it, too.
  private static func peakMemory(of id: pid_t) -> Int {
    guard let status = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return 0 }
    return (line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
  }

  /// `svod` beside the running binary.
  package static let svod: String = {
    let mine = Files.target(of: "/proc/self/exe") ?? CommandLine.arguments[0]
    return Files.parent(mine) + "/svod"
  }()
}

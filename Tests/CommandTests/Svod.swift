import Glibc
import Platform
import TestKit

/// The built command as a process of its own.
final class Svod {
  /// How it ended and what it wrote.
  struct Outcome {
    /// The exit code, or the negative number of the signal that ended it.
    let code: Int32
    let output: [UInt8]
    let errors: String

    var text: String { String(decoding: output, as: UTF8.self) }

    /// Lines on stderr.
    var complaints: [String] {
      errors.split(separator: "\n").map(String.init)
    }
  }

  struct CannotStart: Error { let code: Int32 }

  let id: pid_t
  private let folder: String
  private var isOver = false

  /// `svod` beside the tests' own binary.
  static let binary: String = {
    let mine = Files.target(of: "/proc/self/exe") ?? CommandLine.arguments[0]
    return Files.parent(mine) + "/svod"
  }()

  /// Starts it; with `joined` stderr goes where stdout goes, in order.
  init(
    _ words: [String], in place: String, input: String = "/dev/null",
    environment: [String: String] = [:], joined: Bool = false
  ) throws {
    folder = try Files.makeTemporaryFolder(prefix: "svod-run")
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    let flags = O_WRONLY | O_CREAT | O_APPEND
    posix_spawn_file_actions_addopen(&actions, 1, folder + "/out", flags, 0o600)
    let errors = joined ? "/out" : "/err"
    posix_spawn_file_actions_addopen(&actions, 2, folder + errors, flags, 0o600)
    var settings = ["PATH": "/usr/bin:/bin", "USER": "tester", "TMPDIR": "/tmp"]
    settings.merge(environment) { $1 }
    // The shell goes to the place and becomes the command: the process stays the same.
    let shell = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", place, Self.binary]
    var words = (shell + words).map { strdup($0) } + [nil]
    var variables = settings.map { strdup("\($0)=\($1)") } + [nil]
    defer {
      for pointer in words + variables { free(pointer) }
    }
    var started: pid_t = 0
    let code = posix_spawn(&started, shell[0], &actions, nil, &words, &variables)
    id = started
    guard code == 0 else { throw CannotStart(code: code) }
  }

  deinit {
    if !isOver { _ = try? end() }
  }

  func kill() { Glibc.kill(id, SIGKILL) }

  /// Waits for its end.
  func end() throws -> Outcome {
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    isOver = true
    defer { try? Files.removeFolder(folder) }
    func bytes(_ name: String) throws -> [UInt8] {
      Files.exists(folder + name) ? try Files.read(folder + name, sizeMax: 1 << 30) : []
    }
    let signal = status & 0x7F
    return Outcome(
      code: signal == 0 ? (status >> 8) & 0xFF : -signal, output: try bytes("/out"),
      errors: String(decoding: try bytes("/err"), as: UTF8.self))
  }
}

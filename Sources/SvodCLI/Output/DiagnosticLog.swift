import Logging
import Platform

/// Diagnostics on stderr: warnings by default, more with `SVOD_LOG=debug`.
///
/// Answers and errors do not pass here; secrets never do.
struct DiagnosticLog: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .notice

  /// Makes the handler that the whole process uses.
  static func begin() {
    let level = Machine.environment("SVOD_LOG").flatMap(Logger.Level.init(rawValue:)) ?? .notice
    LoggingSystem.bootstrap { _ in DiagnosticLog(logLevel: level) }
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let words = (event.metadata ?? [:]).map { "\($0)=\($1)" }.sorted().joined(separator: " ")
    let mark = event.level >= .notice ? "" : "\(event.level): "
    let line = Secrets.hidden(in: "\(event.message)\(words.isEmpty ? "" : " " + words)")
    Machine.write("svod: \(mark)\(AnswerTable.visible(line))\n", to: 2)
  }
}

import Ledger
import Platform

/// Keeps keys of marketplaces out of what the command takes and tells.
///
/// They come from the environment alone: arguments are seen by everybody on the machine and kept by
/// shells. What looks like one is refused in arguments and hidden in messages.
enum Secrets {
  /// Options that other programs take secrets in.
  private static let options = [
    "token", "api-key", "apikey", "password", "secret", "client-secret",
  ]

  /// Refuses arguments that hold a secret, without repeating it.
  static func refuse(in arguments: some Sequence<String>) throws {
    for argument in arguments {
      let option = argument.drop { $0 == "-" }.prefix { $0 != "=" }.lowercased()
      let names = argument.hasPrefix("-") && options.contains(option)
      guard !names, hidden(in: argument) == argument else {
        throw LedgerError(
          .usage, "an argument looks like a secret: svod takes none there, others can see them")
      }
    }
  }

  /// The text with every secret replaced by `(hidden)`.
  static func hidden(in text: String) -> String {
    var text = text
    for value in known where text.contains(value) {
      text = text.replacing(value, with: "(hidden)")
    }
    return text.contains("eyJ") || text.contains("earer ")
      ? text.replacing(token, with: "(hidden)") : text
  }

  /// A JSON web token, as Wildberries and Ozon give out, or what follows `Bearer`.
  private static var token: Regex<Substring> {
    /eyJ[A-Za-z0-9_\-]{8,}(?:\.[A-Za-z0-9_\-]*){0,2}|[Bb]earer [A-Za-z0-9_\-\.=]{8,}/
  }

  /// Values of the environment that its names call secret; shorter ones would hide common words.
  private static let known: [String] = Machine.environment
    .filter { name, value in
      let name = name.uppercased()
      return value.utf8.count >= 8
        && ["TOKEN", "SECRET", "PASSWORD", "API_KEY", "APIKEY"].contains { name.contains($0) }
    }
    .map(\.value).sorted { $0.utf8.count > $1.utf8.count }
}

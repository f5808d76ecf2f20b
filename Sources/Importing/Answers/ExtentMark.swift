/// A member by which the answers of a kind say how far they go.
///
/// Names are dotted paths outside the rows, as `JSONRows` remembers them. What a source does not say
/// is not guessed: a kind without marks is believed.
package enum ExtentMark: Sendable, Equatable {
  /// Filled while there is more: a flag, a link, a token.
  case more(String)

  /// The same, but some sources fill it on the last page too: an answer that says how many rows there
  /// are is judged by them.
  case cursor(String)

  /// Rows on all pages together.
  case total(String)

  /// Pages in all.
  case pages(String)

  /// The number of this page, for messages.
  case number(String)

  /// Rows of this very page.
  case held(String)

  /// Rows of this page; so many are a full page, after which the source has another one.
  case full(String, Int)

  package var name: String {
    switch self {
    case .more(let name), .cursor(let name), .total(let name), .pages(let name),
      .number(let name), .held(let name), .full(let name, _):
      name
    }
  }
}

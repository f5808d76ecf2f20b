/// What went wrong, in one line for people, and the exit code of sysexits that says its kind.
package struct LedgerError: Error, Equatable, CustomStringConvertible {
  package enum Code: Int32, Sendable {
    case differences = 3
    case usage = 64
    case data = 65
    case noInput = 66
    case unavailable = 69
    case internalFault = 70
    case cannotCreate = 73
    case inputOutput = 74
    case tryAgain = 75
    case noPermission = 77
    case interrupted = 130
  }

  package let code: Code
  package let message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  package var description: String { message }
}

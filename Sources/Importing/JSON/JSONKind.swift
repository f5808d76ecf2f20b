/// What a JSON value is; the words of JSON are their own names.
package enum JSONKind: String, Sendable {
  case object, array, string, number
  case yes = "true"
  case no = "false"
  case null
}

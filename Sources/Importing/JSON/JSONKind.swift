/// What a JSON value is; of `true`, `false` and `null` the raw value is the word that stands for it.
package enum JSONKind: String, Sendable {
  case object, array, string, number
  case yes = "true"
  case no = "false"
  case null
}

/// The source withdrew the document: it is in no table until it is seen again.
package struct Withdrawn: Fields {
  package init() {}
  package static let noun = "withdrawn"
}

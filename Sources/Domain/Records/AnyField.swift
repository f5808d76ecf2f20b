/// A field whatever its value, as `Shape` finds it by reflection.
package protocol AnyField {
  var number: Int { get }
  var note: FieldNote { get }
  var type: FieldType { get }
  var item: Shape? { get }
}

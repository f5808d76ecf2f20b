/// Where decoded values go: the fields of a stored version, and the slots of the newest shape.
package struct RecordLayout: Sendable {
  package let stored: Shape

  /// The newest shape, which readers see.
  package let shape: Shape

  let steps: [Step]

  struct Step: Sendable {
    let type: FieldType
    /// The slot in the newest shape; -1 drops the value, -2 is no field.
    let target: Int
  }

  /// Every field keeps its place.
  package init(_ shape: Shape) { self.init(stored: shape, lifted: shape, renames: [:]) }

  /// Fields of an older version go to the fields of the same name, or of the name in `renames`.
  package init(stored: Shape, lifted: Shape, renames: [String: String]) {
    self.stored = stored
    shape = lifted
    var steps = Array(repeating: Step(type: .flag, target: -2), count: stored.slotCount)
    for member in stored.members {
      let name = renames[member.name] ?? member.name
      steps[member.slot] = Step(type: member.type, target: lifted.slot(of: name) ?? -1)
    }
    self.steps = steps
  }
}

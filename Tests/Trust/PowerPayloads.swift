import Platform

/// What the small book takes in: two items, and sales on three overlapping pages.
enum PowerPayloads {
  static func write(to folder: String) throws {
    func write(_ name: String, _ text: String) throws {
      try Files.replace(folder + "/" + name, with: Array(text.utf8))
    }
    try write("items.json", items)
    try write("sales-1.json", page([sale(1, 80_000, 1), sale(2, 70_055, 2)]))
    try write("sales-2.json", page([sale(2, 69_000, 4), sale(3, 12_345, 4)]))
    try write("sales-3.json", page([sale(3, 12_345, 4), sale(1, 79_000, 6), sale(4, 5_000, 7)]))
  }

  private static let items = """
    {"odata.metadata":"http://srv/odata/standard.odata/$metadata#Catalog_Номенклатура","value":[
    {"Ref_Key":"3e7f832b-b254-4d1e-a552-1554a922eb4f","DataVersion":"AAAAAAB0001=",
    "DeletionMark":false,"Parent_Key":"00000000-0000-0000-0000-000000000000","IsFolder":false,
    "Code":"1","Description":"Лампа","Артикул":"lamp-1","Predefined":false},
    {"Ref_Key":"39dd9a0a-7180-41f7-b9b3-c2340d7bf7e4","DataVersion":"AAAAAAB0002=",
    "DeletionMark":false,"Parent_Key":"00000000-0000-0000-0000-000000000000","IsFolder":false,
    "Code":"2","Description":"Стол","Артикул":"table-1","Predefined":false}]}
    """

  private static func page(_ rows: [FeedRow]) -> String { FeedSales().page(rows, isOld: false) }

  private static func sale(_ number: Int, _ kopecks: Int64, _ day: Int) -> FeedRow {
    let state = FeedDocument.State(since: day * 24, kopecks: kopecks, remark: 0)
    return FeedRow(
      document: FeedDocument(
        number: number, scope: 0, twin: number, isReturn: false, isNameless: false,
        states: [state], gone: nil), state: state)
  }
}

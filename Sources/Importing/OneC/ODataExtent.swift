/// How an answer of OData says that it is not the whole of it, in the versions that 1C speaks.
package enum ODataExtent {
  package static let marks: [ExtentMark] = [
    .total("odata.count"), .total("@odata.count"), .total("d.__count"),
    .more("odata.nextLink"), .more("@odata.nextLink"), .more("d.__next"),
  ]
}

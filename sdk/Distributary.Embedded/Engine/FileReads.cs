using Distributary.Embedded.Files;
using Distributary.Embedded.Relations;
using Distributary.Embedded.Streaming;
using Distributary.Engines;
using Distributary.Expressions.Plans;

namespace Distributary.Embedded.Engine;

/// <summary>Readers of CSV, JSON and Parquet files.</summary>
internal static class FileReads
{
    public static Relation Load(EmbeddedEngine engine, ReadRequest request)
    {
        var format = FileFormats.Find(request.Format);
        format.CheckOptions(request.Options);
        var files = FileListing.List(request.Paths, request.Options).Select(f => f.Path).ToList();
        return new FileRelation(format, files, request.Schema ?? Infer(engine, format, files, request.Options), request.Options);
    }

    public static Relation LoadStream(ReadRequest request) => new FileStreamRelation(request, FileFormats.Find(request.Format));

    private static Types.StructType Infer(EmbeddedEngine engine, IFileFormat format, IReadOnlyList<string> files, IReadOnlyDictionary<string, string> options)
    {
        using var scope = new QueryScope(engine.Database);
        return format.InferSchema(scope.Connection, files, options);
    }
}

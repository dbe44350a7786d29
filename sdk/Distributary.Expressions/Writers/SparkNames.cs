using Distributary.Expressions.Syntax;

namespace Distributary.Expressions.Writers;

/// <summary>Names as Spark SQL text.</summary>
internal static class SparkNames
{
    /// <summary>The name, in back ticks where it is no plain one or could be read as a keyword.</summary>
    public static string Write(string name) => Keywords.Contains(name) ? SqlIdentifier.Quote(name) : SqlIdentifier.QuoteIfNeeded(name);
}

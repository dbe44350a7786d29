using Distributary.Analyzers.Handlers.Model;
using Microsoft.CodeAnalysis;

namespace Distributary.Analyzers.Handlers.Interpretation;

/// <summary>Members of .NET that give another value each time.</summary>
internal static class Clocks
{
    public static VolatileSource? Find(ISymbol member)
    {
        var type = member.ContainingType?.Name;
        var isVolatile = (type, member.Name) switch
        {
            ("DateTime" or "DateTimeOffset", "Now" or "UtcNow" or "Today") => true,
            ("Environment", "TickCount" or "TickCount64") => true,
            ("Guid", "NewGuid" or "CreateVersion7") => true,
            ("Stopwatch", "GetTimestamp" or "ElapsedTicks" or "ElapsedMilliseconds") => true,
            ("Random", "Next" or "NextInt64" or "NextDouble" or "NextSingle") => true,
            ("RandomNumberGenerator", "GetInt32" or "GetBytes" or "GetHexString") => true,
            ("TimeProvider", "GetUtcNow" or "GetLocalNow" or "GetTimestamp") => true,
            ("Path", "GetRandomFileName" or "GetTempFileName") => true,
            _ => false,
        };
        return isVolatile ? new VolatileSource($"{type}.{member.Name}") : null;
    }
}

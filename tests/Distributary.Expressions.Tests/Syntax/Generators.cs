using FsCheck;
using FsCheck.Fluent;

namespace Distributary.Expressions.Tests.Syntax;

/// <summary>Combinations of generators.</summary>
internal static class Generators
{
    public static Gen<List<T>> Several<T>(this Gen<T> items, int least, int most) =>
        from count in Gen.Choose(least, most)
        from list in items.ListOf(count)
        select list.ToList();

    public static Gen<(T First, TOther Second)> With<T, TOther>(this Gen<T> first, Gen<TOther> second) =>
        from a in first
        from b in second
        select (a, b);
}

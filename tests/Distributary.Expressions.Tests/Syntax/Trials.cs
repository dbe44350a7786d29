using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Distributary.Expressions.Tests.Syntax;

/// <summary>Checks a property on many generated values; <c>DISTRIBUTARY_TRIALS</c> says how many in a long run.</summary>
internal static class Trials
{
    public static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("DISTRIBUTARY_TRIALS"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 2000;

    public static void Check<T>(Gen<T> generator, Action<T> property) =>
        Prop.ForAll(generator.ToArbitrary(), value => { property(value); return true; })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Count).WithEndSize(60));
}

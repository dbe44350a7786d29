using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>Gives a call's bound form where a signature alone does not say it; null where the rule has reported a problem.</summary>
internal delegate BoundExpression? FunctionRule(CallSite call);

/// <summary>When a call's result may be NULL.</summary>
internal enum ResultNullability
{
    /// <summary>Where an argument may be NULL.</summary>
    AsArguments,
    /// <summary>Always.</summary>
    Always,
    /// <summary>Never.</summary>
    Never,
}

/// <summary>One parameter of a function.</summary>
/// <param name="Pattern">The types it takes.</param>
/// <param name="Constant">Whether the argument must be the same for every row.</param>
internal sealed record FunctionParameter(TypePattern Pattern, bool Constant);

/// <summary>A function: its names, what it takes and what it gives.</summary>
internal sealed class FunctionDefinition
{
    /// <summary>The name that bound trees carry.</summary>
    public required string Name { get; init; }

    /// <summary>The other names that call the same function.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    public required FunctionKind Kind { get; init; }

    public required IReadOnlyList<FunctionParameter> Parameters { get; init; }

    public required int MinimumArguments { get; init; }

    /// <summary>The most arguments; <see cref="int.MaxValue"/> where the last parameter repeats.</summary>
    public required int MaximumArguments { get; init; }

    /// <summary>Whether arguments are cast to the parameters' types; where not, only an untyped NULL is.</summary>
    public required bool CastsArguments { get; init; }

    /// <summary>The result type for the given arguments; null where <see cref="Rule"/> gives it.</summary>
    public Func<IReadOnlyList<BoundExpression>, DataType>? Result { get; init; }

    public ResultNullability Nullability { get; init; }

    /// <summary>The first Spark version that has it.</summary>
    public required Version Since { get; init; }

    public FunctionRule? Rule { get; init; }

    /// <summary>Spark's error class for a call with that many arguments, where the function takes other counts.</summary>
    public string MissingArgumentClass(int count) => Name switch
    {
        "count" => "WRONG_NUM_ARGS.WITH_SUGGESTION",
        "mask" or "count_min_sketch" or "explode" or "explode_outer" or "posexplode" or "posexplode_outer" or "inline" or "inline_outer" when count < MinimumArguments => "REQUIRED_PARAMETER_NOT_FOUND",
        _ => "WRONG_NUM_ARGS.WITHOUT_SUGGESTION",
    };

    /// <summary>The parameter that the argument of that index belongs to.</summary>
    public FunctionParameter Parameter(int index) => Parameters[Math.Min(index, Parameters.Count - 1)];
}

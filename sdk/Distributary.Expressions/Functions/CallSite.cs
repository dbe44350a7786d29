using Distributary.Expressions.Binding;
using Distributary.Expressions.Syntax;
using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>A call on its way to be bound: what a <see cref="FunctionRule"/> sees and may answer.</summary>
internal sealed class CallSite(BindContext context, FunctionDefinition function, FunctionCall syntax, BoundExpression?[] arguments, LambdaBinder lambdas)
{
    private readonly BoundExpression?[] arguments = arguments;

    public BindContext Context { get; } = context;

    public FunctionDefinition Function { get; } = function;

    public FunctionCall Syntax { get; } = syntax;

    /// <summary>The order of <c>WITHIN GROUP</c>.</summary>
    public ValueList<BoundSort> WithinGroup { get; init; }

    public TypeCoercion Coercion => Context.Coercion;

    public bool Ansi => Context.Options.Ansi;

    /// <summary>The arguments; those that are lambdas are not bound yet.</summary>
    public IReadOnlyList<BoundExpression> Arguments => arguments!;

    public int Count => arguments.Length;

    public DataType TypeOf(int index) => arguments[index]!.Type;

    /// <summary>Whether an argument is a lambda; then an untyped NULL gives it nothing to be applied to.</summary>
    public bool AppliesLambda => Syntax.Arguments.Any(a => a is LambdaExpression);

    public bool IsLambda(int index) => Syntax.Arguments[index] is LambdaExpression;

    public void Cast(int index, DataType type) => arguments[index] = Context.Cast(arguments[index]!, type);

    public void Replace(int index, BoundExpression argument) => arguments[index] = argument;

    /// <summary>Casts arguments to the type that suits them all, and gives it; null, with a problem kept, where there is none.</summary>
    public DataType? Unify(IEnumerable<int> indices, bool keepText = false)
    {
        var all = indices.ToArray();
        var types = all.Select(TypeOf).ToArray();
        if (types.Length == 0)
            return DataTypes.Null;
        var type = types.All(t => t == types[0]) ? types[0] : keepText ? Coercion.WiderWithoutText(types) : Coercion.Wider(types);
        if (type is null)
        {
            Fail("DATATYPE_MISMATCH.DATA_DIFF_TYPES", $"The arguments of {Function.Name} must be of one type, but are {string.Join(", ", types.Select(t => t.Sql))}. Cast them.");
            return null;
        }
        foreach (var index in all)
            Cast(index, type);
        return type;
    }

    /// <summary>The call itself with its arguments as they are now.</summary>
    public BoundCall Result(DataType type, bool? nullable = null) => Call(Function.Name, type, nullable, Arguments.ToValueList());

    /// <summary>A call of another function in this one's place.</summary>
    public BoundCall Call(string function, DataType type, bool? nullable, ValueList<BoundExpression> callArguments) =>
        new(function, callArguments, type, nullable ?? callArguments.Any(a => a.Nullable)) { Span = Syntax.Span, Kind = Function.Kind };

    /// <summary>Binds the lambda at that place for parameters of the given types; null, with problems kept, where that fails.</summary>
    public BoundLambda? BindLambda(int index, params (DataType Type, bool Nullable)[] parameters) => lambdas(Function, Syntax.Arguments[index], parameters);

    public BoundExpression? Fail(string errorClass, string message) => Context.Fail(errorClass, message, Syntax.Span);

    /// <summary>Reports that an argument is of a type that the function does not take.</summary>
    public BoundExpression? FailType(int index, string allowed) => Context.Fail(
        "DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE",
        $"{Function.Name} takes {allowed} as its {Ordinal(index)} argument, but this is {TypeOf(index).Sql}.",
        Syntax.Arguments[index].Span);

    /// <summary>Reports that an argument must be a constant.</summary>
    public BoundExpression? FailConstant(int index) => Context.Fail(
        "DATATYPE_MISMATCH.NON_FOLDABLE_INPUT",
        $"{Function.Name} takes only a constant as its {Ordinal(index)} argument.",
        Syntax.Arguments[index].Span);

    /// <summary>Whether the argument is a constant that a random function can start from; keeps a problem where not.</summary>
    public bool SeedIsConstant(int index)
    {
        if (TypeOf(index) is IntegralType or NullType && arguments[index]!.IsFoldable())
            return true;
        Context.Fail("INVALID_PARAMETER_VALUE.LONG", $"{Function.Name} starts from a constant whole number.", Syntax.Arguments[index].Span);
        return false;
    }

    private static string Ordinal(int index) => index switch
    {
        0 => "first",
        1 => "second",
        2 => "third",
        _ => FormattableString.Invariant($"{index + 1}th"),
    };
}

/// <summary>Binds a lambda's body with its parameters in scope.</summary>
internal delegate BoundLambda? LambdaBinder(FunctionDefinition function, Expression lambda, (DataType Type, bool Nullable)[] parameters);

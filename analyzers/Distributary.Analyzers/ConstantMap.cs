using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Distributary.Analyzers;

/// <summary>
/// Maps the characters of a string constant to the places of the source that they come from: through literals of every kind, concatenation, interpolation,
/// <c>nameof</c>, casts, conditions and other constants. Only a map that gives the constant's very value is used.
/// </summary>
internal sealed class ConstantMap
{
    // A constant that refers to itself is an error, but the map must end before the compiler says so.
    private const int MaxDepth = 64;

    private readonly Compilation compilation;
    private readonly Scope argument;
    private readonly StringBuilder value = new();
    private readonly List<Place> places = [];

    private ConstantMap(ExpressionSyntax argument, Compilation compilation)
    {
        this.argument = new Scope(argument, null, default, 0);
        this.compilation = compilation;
    }

    /// <summary>Finds a part of a constant in the source.</summary>
    /// <returns>
    /// The place to report, then those that belong to it. What stands in another constant of the argument's file is reported there, with the argument beside it; what stands
    /// in another file at the constant's name in the argument, with the exact place beside it: editors show what is wrong in open files only.
    /// </returns>
    public static (Location Place, IReadOnlyList<Location> Related) Locate(ExpressionSyntax argument, string constant, int start, int length, Compilation compilation)
    {
        var map = new ConstantMap(argument, compilation);
        return map.Read() && map.value.ToString() == constant && constant.Length > 0 ? map.Locate(start, length) : (argument.GetLocation(), []);
    }

    private (Location Place, IReadOnlyList<Location> Related) Locate(int start, int length)
    {
        // What is missing at the end is shown at the last character.
        var first = Math.Min(start, places.Count - 1);
        var end = Math.Max(first + 1, Math.Min(start + length, places.Count));
        var exact = Hull(places.GetRange(first, end - first));
        var shown = exact;
        while (shown.Scope.Tree != argument.Tree)
            shown = shown.Lift();
        return (shown.Location, new[] { exact.Location, argument.Expression.GetLocation() }.Where(l => l != shown.Location && (shown.Scope != argument || l == exact.Location)).ToList());
    }

    /// <summary>The smallest place in one expression that holds all of the places.</summary>
    private static Place Hull(List<Place> parts)
    {
        var scope = parts.Select(p => p.Scope).Aggregate(Scope.Common);
        var lifted = parts.Select(p => p.LiftTo(scope).Span).ToList();
        return new Place(scope, TextSpan.FromBounds(lifted.Min(s => s.Start), lifted.Max(s => s.End)));
    }

    private bool Read()
    {
        // A long concatenation leans to the left: a stack instead of a recursion keeps it from overflowing.
        var rest = new Stack<(SyntaxNode Node, Scope Scope)>([(argument.Expression, argument)]);
        while (rest.Count > 0)
        {
            var (node, scope) = rest.Pop();
            if (Parts(node, scope) is { } parts)
            {
                foreach (var part in parts.Reverse())
                    rest.Push(part);
            }
            else if (!ReadLeaf(node, scope))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The nodes whose values make up the node's, in order; null where it has no such nodes.</summary>
    private IEnumerable<(SyntaxNode, Scope)>? Parts(SyntaxNode node, Scope scope) => node switch
    {
        ParenthesizedExpressionSyntax parenthesized => [(parenthesized.Expression, scope)],
        CastExpressionSyntax cast => [(cast.Expression, scope)],
        CheckedExpressionSyntax @checked => [(@checked.Expression, scope)],
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed => [(suppressed.Operand, scope)],
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => [(sum.Left, scope), (sum.Right, scope)],
        InterpolatedStringExpressionSyntax interpolated => interpolated.Contents.Select(c => ((SyntaxNode)c, scope)),
        InterpolationSyntax interpolation => [(interpolation.Expression, scope)],
        ConditionalExpressionSyntax conditional when Constant(conditional.Condition) is { Value: bool condition } => [(condition ? conditional.WhenTrue : conditional.WhenFalse, scope)],
        IdentifierNameSyntax or MemberAccessExpressionSyntax when scope.Depth < MaxDepth && Initializer((ExpressionSyntax)node) is { } initializer =>
            [(initializer, new Scope(initializer, scope, node.Span, scope.Depth + 1))],
        _ => null,
    };

    private bool ReadLeaf(SyntaxNode node, Scope scope)
    {
        switch (node)
        {
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal:
                Add(LiteralText.Read(literal.Token), scope);
                return true;
            case InterpolatedStringTextSyntax text:
                Add(LiteralText.Read(text.TextToken), scope);
                return true;
            case ExpressionSyntax expression when Constant(expression) is { HasValue: true, Value: null or string } constant:
                var written = (string?)constant.Value ?? "";
                Add(NamePlaces(expression, written) ?? written.Select(c => (c, expression.Span)), scope);
                return true;
            default:
                return false;
        }
    }

    private void Add(IEnumerable<(char Character, TextSpan Span)> text, Scope scope)
    {
        foreach (var (character, span) in text)
        {
            value.Append(character);
            places.Add(new Place(scope, span));
        }
    }

    /// <summary>The characters of the name in <c>nameof(Type.Name)</c>, null where the expression is something else.</summary>
    private static IEnumerable<(char, TextSpan)>? NamePlaces(ExpressionSyntax expression, string name)
    {
        if (expression is not InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" }, ArgumentList.Arguments: [var argument] })
            return null;
        var identifier = argument.Expression.DescendantTokens().LastOrDefault(t => t.IsKind(SyntaxKind.IdentifierToken) && t.ValueText == name);
        return identifier.Text == name ? name.Select((c, i) => (c, new TextSpan(identifier.SpanStart + i, 1))) : null;
    }

    /// <summary>What a constant is made of, null where the expression names none or its source is not a part of this compilation.</summary>
    private ExpressionSyntax? Initializer(ExpressionSyntax expression) =>
        Model(expression).GetSymbolInfo(expression).Symbol is IFieldSymbol { IsConst: true } constant
        && constant.DeclaringSyntaxReferences.FirstOrDefault() is { } reference
        && compilation.ContainsSyntaxTree(reference.SyntaxTree)
            ? (reference.GetSyntax() as VariableDeclaratorSyntax)?.Initializer?.Value
            : null;

    private Optional<object?> Constant(ExpressionSyntax expression) => Model(expression).GetConstantValue(expression);

#pragma warning disable RS1030 // A constant may be made in any file. The map is drawn only after a problem was found, so that the models cost nothing while all is well.
    private SemanticModel Model(SyntaxNode node) => compilation.GetSemanticModel(node.SyntaxTree);
#pragma warning restore RS1030

    /// <summary>An expression that characters come from: the argument, or what a constant that it names is made of.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="outer">Where the constant is named.</param>
    /// <param name="reference">Its name there.</param>
    /// <param name="depth">How many constants stand between it and the argument.</param>
    private sealed class Scope(ExpressionSyntax expression, Scope? outer, TextSpan reference, int depth)
    {
        public ExpressionSyntax Expression { get; } = expression;

        public Scope? Outer { get; } = outer;

        public TextSpan Reference { get; } = reference;

        public int Depth { get; } = depth;

        public SyntaxTree Tree => Expression.SyntaxTree;

        /// <summary>The innermost scope that both stand in.</summary>
        public static Scope Common(Scope a, Scope b)
        {
            while (a != b)
            {
                if (a.Depth >= b.Depth)
                    a = a.Outer!;
                else
                    b = b.Outer!;
            }
            return a;
        }
    }

    /// <summary>A part of an expression.</summary>
    private readonly record struct Place(Scope Scope, TextSpan Span)
    {
        public Location Location => Scope.Tree.GetLocation(Span);

        /// <summary>The name of the constant that the place is a part of.</summary>
        public Place Lift() => new(Scope.Outer!, Scope.Reference);

        public Place LiftTo(Scope scope)
        {
            var place = this;
            while (place.Scope != scope)
                place = place.Lift();
            return place;
        }
    }
}

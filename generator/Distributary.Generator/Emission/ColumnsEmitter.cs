using Distributary.Generator.Model;
using static Distributary.Generator.Emission.CodeWriter;

namespace Distributary.Generator.Emission;

/// <summary>Writes the <c>Columns</c> class.</summary>
internal sealed class ColumnsEmitter(CodeWriter code, PipelineModel model)
{
    public void Emit()
    {
        code.Line("/// <summary>The stream's columns, for expressions: a name that does not exist does not compile.</summary>");
        code.Line(PipelineEmitter.GeneratedCode);
        code.Open("public static class Columns");
        for (var i = 0; i < model.Columns.Count; i++)
        {
            var column = model.Columns[i];
            if (i > 0)
                code.Line();
            code.Line($"/// <summary>The column <c>{Xml(column.Name)}</c>: <c>{Xml(column.Type)}</c>.</summary>");
            code.Line($"public static {(column.HidesMember ? "new " : "")}global::Distributary.Column {column.Property} {{ get; }} = global::Distributary.Functions.Col({Literal(column.Name)});");
        }
        code.Close();
    }
}

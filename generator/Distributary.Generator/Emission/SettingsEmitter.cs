using Distributary.Generator.Model;
using static Distributary.Generator.Emission.CodeWriter;

namespace Distributary.Generator.Emission;

/// <summary>Writes the <c>Settings</c> record.</summary>
internal sealed class SettingsEmitter(CodeWriter code, PipelineModel model)
{
    private readonly bool hasRequiredMembers = model.Type.HasRequiredMembers;

    public void Emit()
    {
        code.Line($"/// <summary>The values of the settings in the paths of the pipeline <c>{Xml(model.Name)}</c>.</summary>");
        code.Line(PipelineEmitter.GeneratedCode);
        code.Open("public sealed record Settings : global::Distributary.Pipelines.IPipelineSettings");
        if (!hasRequiredMembers)
        {
            Constructor();
            code.Line();
        }
        foreach (var setting in model.Settings)
        {
            code.Line($"/// <summary>The value of <c>{{{Xml(setting.Name)}}}</c>, used in {Xml(Enumeration(setting.Uses))}.</summary>");
            code.Line($"public {(hasRequiredMembers ? "required " : "")}string {setting.Property} {{ get; init; }}");
            code.Line();
        }
        FromConfiguration();
        code.Line();
        Indexer();
        code.Close();
    }

    private void Constructor()
    {
        code.Line("/// <summary>Settings with a value each.</summary>");
        foreach (var setting in model.Settings)
            code.Line($"/// <param name=\"{setting.Parameter.TrimStart('@')}\">The value of <c>{{{Xml(setting.Name)}}}</c>.</param>");
        code.Open($"public Settings({string.Join(", ", model.Settings.Select(s => "string " + s.Parameter))})");
        foreach (var setting in model.Settings)
            code.Line($"this.{setting.Property} = {setting.Parameter};");
        code.Close();
    }

    private void FromConfiguration()
    {
        code.Line("/// <summary>Takes each setting from the configuration key of its property's name.</summary>");
        code.Line("/// <param name=\"configuration\">The configuration, or a section of it.</param>");
        code.Line("/// <exception cref=\"global::System.InvalidOperationException\">A key is missing or empty.</exception>");
        code.Open("public static Settings FromConfiguration(global::Microsoft.Extensions.Configuration.IConfiguration configuration)");
        var values = model.Settings.Select(s => $"global::Distributary.Pipelines.PipelineSettings.Required(configuration, {Literal(s.Property.TrimStart('@'))})");
        if (hasRequiredMembers)
        {
            code.Open("return new Settings");
            foreach (var (setting, value) in model.Settings.Zip(values, (s, v) => (s, v)))
                code.Line($"{setting.Property} = {value},");
            code.Close(";");
        }
        else
        {
            code.Line($"return new Settings({string.Join(", ", values)});");
        }
        code.Close();
    }

    private void Indexer()
    {
        code.Line("string global::Distributary.Pipelines.IPipelineSettings.this[string name] => name switch");
        code.Open();
        foreach (var setting in model.Settings)
            code.Line($"{Literal(setting.Name)} => {setting.Property},");
        code.Line($"_ => throw new global::System.Collections.Generic.KeyNotFoundException({Literal($"The pipeline '{model.Name}' has no setting '")} + name + \"'.\"),");
        code.Close(";");
    }
}

using System.Text;

namespace Distributary.Pipelines;

/// <summary>The values of a pipeline's settings; the generator emits one type for each pipeline.</summary>
public interface IPipelineSettings
{
    /// <summary>The value of a setting.</summary>
    /// <param name="name">The name as it stands in braces.</param>
    /// <exception cref="KeyNotFoundException">There is no setting of that name.</exception>
    string this[string name] { get; }
}

/// <summary>Strings with settings in braces. Doubled braces stand for themselves.</summary>
internal static class SettingTemplate
{
    public static string Resolve(string template, IPipelineSettings settings)
    {
        var result = new StringBuilder(template.Length);
        for (var i = 0; i < template.Length; i++)
        {
            var c = template[i];
            if (c is '{' or '}' && i + 1 < template.Length && template[i + 1] == c)
            {
                result.Append(c);
                i++;
            }
            else if (c == '{' && template.IndexOf('}', i) is > 0 and var end)
            {
                result.Append(settings[template[(i + 1)..end]]);
                i = end;
            }
            else
            {
                result.Append(c);
            }
        }
        return result.ToString();
    }
}

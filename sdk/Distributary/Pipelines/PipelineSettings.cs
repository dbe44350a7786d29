using Microsoft.Extensions.Configuration;

namespace Distributary.Pipelines;

/// <summary>What the emitted settings of every pipeline call.</summary>
public static class PipelineSettings
{
    /// <summary>The settings of a pipeline that has none.</summary>
    public static IPipelineSettings None { get; } = new NoSettings();

    /// <summary>The value of a configuration key.</summary>
    /// <exception cref="InvalidOperationException">The key is missing or empty.</exception>
    public static string Required(IConfiguration configuration, string key)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (configuration[key] is { Length: > 0 } value)
            return value;
        var path = configuration is IConfigurationSection section ? ConfigurationPath.Combine(section.Path, key) : key;
        throw new InvalidOperationException($"The configuration has no value for '{path}', a setting of the pipeline. Add it to a configuration source, for example as the environment variable {path.Replace(":", "__", StringComparison.Ordinal)}.");
    }

    private sealed class NoSettings : IPipelineSettings
    {
        public string this[string name] => throw new KeyNotFoundException($"The pipeline has no setting '{name}'.");
    }
}

using System.Globalization;

namespace Distributary.Spark;

/// <summary>The settings of a session. Those of the driver and the cluster are fixed once it runs.</summary>
public sealed class RuntimeConfig
{
    private readonly JvmObject conf;

    internal RuntimeConfig(JvmObject session) => conf = session.Invoke<JvmObject>("conf");

    /// <summary>The value of a setting, the default where it was not set.</summary>
    /// <exception cref="KeyNotFoundException">It was not set and has no default.</exception>
    public string Get(string key) => Find(key) ?? throw new KeyNotFoundException($"The setting '{key}' has no value.");

    /// <summary>The value of a setting, or another one where it was not set and has no default.</summary>
    public string Get(string key, string defaultValue) => Find(key) ?? defaultValue;

    /// <summary>Changes a setting.</summary>
    /// <exception cref="JvmException">The setting is fixed, or the value is not allowed.</exception>
    public void Set(string key, string value) => conf.Invoke("set", key, value);

    /// <summary>Changes a setting.</summary>
    /// <exception cref="JvmException">The setting is fixed, or the value is not allowed.</exception>
    public void Set(string key, bool value) => Set(key, value ? "true" : "false");

    /// <summary>Changes a setting.</summary>
    /// <exception cref="JvmException">The setting is fixed, or the value is not allowed.</exception>
    public void Set(string key, long value) => Set(key, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Gives a setting its default again.</summary>
    public void Unset(string key) => conf.Invoke("unset", key);

    /// <summary>Whether the setting can be changed while the session runs.</summary>
    public bool IsModifiable(string key) => conf.Invoke<bool>("isModifiable", key);

    private string? Find(string key)
    {
        using var option = conf.Invoke<JvmObject>("getOption", key);
        return option.Invoke<bool>("isDefined") ? option.Invoke<string>("get") : null;
    }
}

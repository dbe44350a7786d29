using System.Collections;
using Distributary.Spark.Py4J.Callbacks;
using Distributary.Spark.Py4J.Wire;

namespace Distributary.Spark.Py4J.Objects;

/// <summary>Arguments on their way to the JVM. Until disposed, after the reply, it keeps every object among them from being released.</summary>
internal sealed class Arguments : IDisposable
{
    private readonly List<JvmReference> held = [];
    private readonly List<JvmObject> temporaries = [];

    /// <param name="jvm">Where to.</param>
    /// <param name="target">The object whose method is called, if any.</param>
    /// <param name="values">The arguments.</param>
    public Arguments(Jvm jvm, JvmObject? target, IReadOnlyList<object?> values)
    {
        try
        {
            if (target is not null)
                Hold(target);
            Values = [.. values.Select(v => ToWire(jvm, v))];
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The arguments as the wire takes them.</summary>
    public IReadOnlyList<object?> Values { get; } = [];

    /// <summary>Lets go of all objects.</summary>
    public void Dispose()
    {
        foreach (var reference in held)
            reference.DangerousRelease();
        foreach (var temporary in temporaries)
            temporary.Dispose();
    }

    private object? ToWire(Jvm jvm, object? value) => value switch
    {
        null or bool or int or long or double or decimal or SqlDecimal or string or byte[] => value,
        byte v => (int)v,
        sbyte v => (int)v,
        short v => (int)v,
        float v => (double)v,
        JvmObject v when v.Jvm != jvm => throw new ArgumentException("The object belongs to another JVM."),
        JvmObject v => Hold(v),
        JvmProxy v => jvm.Send(v),
        string[] v => HoldTemporary(jvm.NewArray("java.lang.String", v)),
        bool[] v => HoldTemporary(jvm.NewArray("boolean", v.Cast<object?>())),
        int[] v => HoldTemporary(jvm.NewArray("int", v.Cast<object?>())),
        long[] v => HoldTemporary(jvm.NewArray("long", v.Cast<object?>())),
        double[] v => HoldTemporary(jvm.NewArray("double", v.Cast<object?>())),
        Array => throw new ArgumentException($"The Java type of a {value.GetType()} isn't known; make the array by {nameof(Jvm)}.{nameof(Jvm.NewArray)}, which takes its elements' class."),
        IDictionary v => HoldTemporary(jvm.NewMap(v)),
        IEnumerable v => HoldTemporary(jvm.NewList(v)),
        _ => throw new ArgumentException($"A {value.GetType()} can't be passed to the JVM. Pass null, bool, int, long, double, decimal, string, byte[], a {nameof(JvmObject)}, an array, a list or a dictionary of such values."),
    };

    private WireReference Hold(JvmObject value)
    {
        var isHeld = false;
        value.Reference.DangerousAddRef(ref isHeld);
        held.Add(value.Reference);
        return value.Reference.Wire;
    }

    private WireReference HoldTemporary(JvmObject value)
    {
        temporaries.Add(value);
        return Hold(value);
    }
}

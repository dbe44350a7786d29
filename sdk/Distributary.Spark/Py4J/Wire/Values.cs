namespace Distributary.Spark.Py4J.Wire;

/// <summary>What the JVM says about an object that it keeps for us.</summary>
internal enum ReferenceKind
{
    /// <summary>Any object without a kind of its own.</summary>
    Object = 'r',

    /// <summary>A <c>java.util.List</c>.</summary>
    List = 'l',

    /// <summary>A <c>java.util.Map</c>.</summary>
    Map = 'a',

    /// <summary>A <c>java.util.Set</c>.</summary>
    Set = 'h',

    /// <summary>An array, but of bytes: those come as values.</summary>
    Array = 't',

    /// <summary>A <c>java.util.Iterator</c>.</summary>
    Iterator = 'g',
}

/// <summary>What a name stands for in the JVM.</summary>
internal enum MemberKind
{
    /// <summary>A package, or nothing: the JVM takes every unknown name for a package.</summary>
    Package = 'p',

    /// <summary>A class.</summary>
    Class = 'c',

    /// <summary>A method.</summary>
    Method = 'm',

    /// <summary>No member of that name.</summary>
    None = 'o',
}

/// <summary>An object in the JVM. The JVM keeps it until it is released by its id.</summary>
internal readonly record struct WireReference(ReferenceKind Kind, string Id);

/// <summary>The answer to a question for a name.</summary>
internal readonly record struct WireMember(MemberKind Kind, string Name);

/// <summary>An object on our side that implements a Java interface.</summary>
internal readonly record struct WireProxy(string Id, string Interface);

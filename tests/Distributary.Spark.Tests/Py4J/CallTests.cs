using Distributary.Spark.Tests.Support;

[assembly: AssemblyFixture(typeof(Drivers))]

namespace Distributary.Spark.Tests.Py4J;

public sealed class CallTests(Drivers drivers)
{
    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void Methods_constructors_fields_and_arrays_of_the_JVM_can_be_used(string version)
    {
        var driver = drivers.Shared(version);
        var jvm = driver.Jvm;

        Assert.StartsWith(version, driver.SparkVersion);
        Assert.Equal(5, jvm.CallStaticJavaMethod<int>("java.lang.Math", "abs", -5));
        Assert.Equal(long.MaxValue, jvm.GetStaticField("java.lang.Long", "MAX_VALUE"));
        Assert.True(jvm.HasClass("java.lang.String"));
        Assert.False(jvm.HasClass("java.lang.Strange"));
        using var list = jvm.CallConstructor("java.util.ArrayList");
        Assert.True(list.Invoke<bool>("add", "a"));
        Assert.True(list.Invoke<bool>("add", 7L));
        Assert.Equal(["a", 7L], list.ToList());
        using var array = jvm.NewArray("java.lang.String", ["x", null, ""]);
        Assert.Equal(["x", null, ""], array.ToList());
        Assert.Equal("1, 2", jvm.CallStaticJavaMethod<string>("java.lang.String", "join", ", ", new List<string> { "1", "2" }));
        using var path = jvm.CallStaticJavaMethod<JvmObject>("java.nio.file.Paths", "get", "/a", new[] { "b", "c" });
        Assert.Equal("/a/b/c", path.Invoke<string>("toString"));
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void An_exception_of_the_JVM_tells_its_class_message_and_stack(string version)
    {
        var jvm = drivers.Shared(version).Jvm;

        var error = Assert.Throws<JvmException>(() => jvm.CallStaticJavaMethod("java.lang.Integer", "parseInt", "seven"));

        Assert.Equal("java.lang.NumberFormatException", error.JavaClass);
        Assert.Equal("For input string: \"seven\"", error.JavaMessage);
        Assert.Contains("at java.base/java.lang.Integer.parseInt", error.JavaStackTrace);
        Assert.Null(error.ErrorClass);
    }
}

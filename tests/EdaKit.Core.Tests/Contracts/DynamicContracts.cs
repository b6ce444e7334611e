using System.Reflection;
using System.Reflection.Emit;
using EdaKit.Contracts;

namespace EdaKit.Core.Tests.Contracts;

/// <summary>Assemblies made at run time, for what a scan of a whole assembly must survive.</summary>
internal static class DynamicContracts
{
    public static Assembly EmptyAssembly(string name) => AssemblyBuilder.DefineDynamicAssembly(new(name), AssemblyBuilderAccess.Run);

    /// <summary>An assembly with one open generic contract, whose business key is of its type parameter or of text.</summary>
    public static Assembly AssemblyWithGenericContract()
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new("Tests.Generic"), AssemblyBuilderAccess.Run);
        var type = assembly.DefineDynamicModule("main").DefineType("Tests.Envelope", TypeAttributes.Public | TypeAttributes.Class);
        type.DefineGenericParameters("T");
        type.SetCustomAttribute(new(typeof(EventContractAttribute).GetConstructors().Single(), ["tests.envelope", 1]));

        var getter = type.DefineMethod("get_Number", MethodAttributes.Public | MethodAttributes.SpecialName, typeof(string), []);
        var code = getter.GetILGenerator();
        code.Emit(OpCodes.Ldnull);
        code.Emit(OpCodes.Ret);

        var key = type.DefineProperty("Number", PropertyAttributes.None, typeof(string), []);
        key.SetGetMethod(getter);
        key.SetCustomAttribute(new(typeof(BusinessKeyAttribute).GetConstructors().Single(), []));

        type.CreateType();
        return assembly;
    }
}

using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace EdaKit.ContractGate.Services;

/// <summary>Reads out of the code of methods which other methods it names: those that it calls, and those of which it makes delegates.</summary>
internal sealed class MethodCode(PEReader file, MetadataReader assembly)
{
    private const byte FirstOfTwo = 0xFE;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>The methods that a method names, in their order.</summary>
    public IEnumerable<EntityHandle> MethodsIn(MethodDefinitionHandle method)
    {
        var address = assembly.GetMethodDefinition(method).RelativeVirtualAddress;
        if (address == 0)
            yield break;

        var code = file.GetMethodBody(address).GetILReader();
        while (code.RemainingBytes > 0)
        {
            var first = code.ReadByte();
            var operand = Codes[first == FirstOfTwo ? unchecked((short)((FirstOfTwo << 8) | code.ReadByte())) : first].OperandType;

            if (operand is OperandType.InlineMethod)
                yield return MetadataTokens.EntityHandle(code.ReadInt32());
            else
                code.Offset += SizeOf(operand, code);
        }
    }

    private static int SizeOf(OperandType operand, BlobReader code) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * code.ReadInt32()),
        _ => 4,
    };
}

using EdaKit.Contracts;

namespace EdaKit.Outbox.Tests.Versions;

[EventContract("tests.shipment-sent", version: 1)]
public sealed record ShipmentSentV1([property: BusinessKey] string Number, string Carrier);

[EventContract("tests.shipment-sent", version: 2)]
public sealed record ShipmentSentV2([property: BusinessKey] string Number, string CarrierName);

[EventContract("tests.shipment-sent", version: 3)]
public sealed record ShipmentSentV3([property: BusinessKey] string Number, string CarrierName, int Parcels);

/// <summary>What a process of a version knows: that version, those before it, and the ways between them.</summary>
internal static class Shipments
{
    public const int Newest = 3;

    public static void Register(ContractsBuilder contracts, int version)
    {
        contracts.Add<ShipmentSentV1>();

        if (version >= 2)
            contracts.Upcast<ShipmentSentV1, ShipmentSentV2>(v1 => new(v1.Number, v1.Carrier)).Downcast<ShipmentSentV2, ShipmentSentV1>(v2 => new(v2.Number, v2.CarrierName));

        if (version >= 3)
            contracts.Upcast<ShipmentSentV2, ShipmentSentV3>(v2 => new(v2.Number, v2.CarrierName, 1)).Downcast<ShipmentSentV3, ShipmentSentV2>(v3 => new(v3.Number, v3.CarrierName));
    }

    /// <summary>Pins what a newer publisher sends to what an older consumer reads.</summary>
    public static void Pin(ContractsBuilder contracts, int publisher, int consumer)
    {
        if (publisher == 2 && consumer < 2)
            contracts.Emit<ShipmentSentV2>(consumer);

        if (publisher == 3 && consumer < 3)
            contracts.Emit<ShipmentSentV3>(consumer);
    }

    public static object Of(int version, string number) => version switch
    {
        1 => new ShipmentSentV1(number, "Hermes"),
        2 => new ShipmentSentV2(number, "Hermes"),
        _ => new ShipmentSentV3(number, "Hermes", 1),
    };
}

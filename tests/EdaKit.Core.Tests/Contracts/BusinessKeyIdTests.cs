using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EdaKit.Contracts;

namespace EdaKit.Core.Tests.Contracts;

public sealed class BusinessKeyIdTests
{
    // Stored records, logs and other processes hold these ids: a changed value breaks correlation across versions of the code.
    [Theory]
    [InlineData("OrderNumber", "17", "35fd16ed-c9d0-8d7b-81c8-07cf6c44a4ed")]
    [InlineData("CustomerId", "17", "10121eff-1040-8f73-9462-cfe79aca5149")]
    [InlineData("Straße", "ÄÖÜ-€", "76371343-f06c-875b-857d-f13ea2bf480f")]
    public void From_known_key_gives_the_same_id_for_ever(string member, string key, string expected) =>
        Assert.Equal(Guid.Parse(expected, CultureInfo.InvariantCulture), BusinessKeyId.From(member, key));

    [Fact]
    public void From_text_sets_version_8_and_the_variant_of_the_RFC_and_keeps_the_other_bits_of_the_hash()
    {
        for (var i = 0; i < 500; i++)
        {
            var id = BusinessKeyId.From("OrderNumber", $"{i}").ToByteArray(bigEndian: true);
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"OrderNumber:{i}"))[..16];

            Assert.Equal(0x80, id[6] & 0xF0);
            Assert.Equal(0x80, id[8] & 0xC0);

            id[6] = (byte)(id[6] & 0x0F | hash[6] & 0xF0);
            id[8] = (byte)(id[8] & 0x3F | hash[8] & 0xC0);
            Assert.Equal(hash, id);
        }
    }

    [Fact]
    public void From_guid_in_text_is_that_guid()
    {
        var key = Guid.NewGuid();

        Assert.Equal(key, BusinessKeyId.From("OrderId", key.ToString("D")));
        Assert.Equal(key, BusinessKeyId.From("OrderId", key.ToString("D").ToUpperInvariant()));
    }

    [Theory]
    [InlineData("N")]
    [InlineData("B")]
    public void From_guid_in_another_notation_is_a_name_like_any_other(string format)
    {
        var key = Guid.NewGuid();

        Assert.NotEqual(key, BusinessKeyId.From("OrderId", key.ToString(format)));
    }

    [Fact]
    public void From_same_key_of_another_member_is_another_object() =>
        Assert.NotEqual(BusinessKeyId.From("OrderNumber", "17"), BusinessKeyId.From("CustomerNumber", "17"));

    [Theory]
    [InlineData("", "17")]
    [InlineData("OrderNumber", "")]
    public void From_nothing_throws(string member, string key) =>
        Assert.Throws<ArgumentException>(() => BusinessKeyId.From(member, key));
}

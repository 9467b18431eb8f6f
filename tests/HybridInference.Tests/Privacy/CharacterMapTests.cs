using CsCheck;

namespace HybridInference.Tests.Privacy;

public sealed class CharacterMapTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Char.Array[0, 300].Select(characters => new string(characters)),
        Gen.Char['\0', '\u00FF'].Array[0, 300].Select(characters => new string(characters)),
        Gen.OneOf(Gen.Const("a-1:"), Gen.Const("@=>_."), Gen.Const(" Zz/")).Array[0, 90].Select(string.Concat));

    [Theory]
    [InlineData((int)CharacterKind.Digit, "0123456789")]
    [InlineData((int)CharacterKind.Letter, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_")]
    [InlineData((int)CharacterKind.Token, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-.")]
    [InlineData((int)CharacterKind.Address, "0123456789ABCDEFabcdef:-.")]
    [InlineData((int)CharacterKind.Number, "0123456789 -./()*+")]
    [InlineData((int)CharacterKind.Dot, ".")]
    [InlineData((int)CharacterKind.Colon, ":")]
    public void EndOf_AnyText_FindsThePlacesOfTheKind(int kind, string members) =>
        Gen.Select(Texts, Gen.Int[0, 300]).Sample((text, place) =>
        {
            int from = Math.Min(place, text.Length);
            var map = new CharacterMap();
            map.Start(text.Length);

            Assert.Equal(Or(text.AsSpan(from).IndexOfAnyExcept(members), text.Length - from), map.EndOf(text, (CharacterKind)kind, from) - from);
            Assert.Equal(text.AsSpan(from / 2, from - (from / 2)).LastIndexOfAnyExcept(members) + 1 + (from / 2), map.StartOf(text, (CharacterKind)kind, from, from / 2));
        });

    [Fact]
    public void NextTrigger_AnyText_PassesByWhatStartsNothing() =>
        Gen.Select(Texts, Gen.Int[0, 300]).Sample((text, place) =>
        {
            int from = Math.Min(place, text.Length);
            var map = new CharacterMap();
            map.Start(text.Length);

            int trigger = map.NextTrigger(text, from);

            Assert.DoesNotContain(text[from..trigger], character => "0123456789@:=>".Contains(character, StringComparison.Ordinal));
            Assert.True(trigger == text.Length || "0123456789@:=>-_IJ".Contains(text[trigger], StringComparison.Ordinal));
        });

    [Fact]
    public void WordStarts_AnyText_AreWhereALetterFollowsAnotherCharacter() =>
        Gen.Select(Texts, Gen.Int[0, 300]).Sample((text, place) =>
        {
            int from = Math.Min(place, text.Length);
            uint starts = WordStarts.InBlock(text, from);
            for (int i = 0; i < WordStarts.BlockLength; i++)
            {
                Assert.Equal(from + i < text.Length && IsStart(text, from + i), (starts >> i & 1) != 0);
            }
        });

    private static bool IsStart(string text, int place)
    {
        char before = place == 0 ? ' ' : text[place - 1];
        bool isStart = char.IsAsciiLetter(text[place]) && (!char.IsAsciiLetter(before) || (char.IsAsciiLetterUpper(text[place]) && char.IsAsciiLetterLower(before)));
        return isStart || !char.IsAscii(text[place]);
    }

    private static int Or(int index, int length) => index < 0 ? length : index;
}

namespace HybridInference.Tests.Privacy;

public sealed class IdentifierDetectionTests
{
    public static TheoryData<string, string, string> Values => new()
    {
        { PiiCategories.Iban, "pay to {0} today", PiiText.Iban() },
        { PiiCategories.Iban, "IBAN: {0}.", PiiText.Iban(' ') },
        { PiiCategories.Iban, "konto {0}", PiiText.Iban('-') },
        { PiiCategories.CreditCard, "card {0}", PrivateText.CardNumber(' ') },
        { PiiCategories.UsSsn, "my number {0} ok", PiiText.SocialSecurityNumber() },
        { PiiCategories.UsSsn, "ssn {0}", PiiText.SocialSecurityNumber().Replace("-", "", StringComparison.Ordinal) },
        { PiiCategories.Phone, "call {0} now", "+44 20 7946 0958" },
        { PiiCategories.Phone, "or {0}", "(415) 555-0132" },
        { PiiCategories.Phone, "phone {0} ext", "020 7946 0958" },
        { PiiCategories.Ip, "from {0} at", "81.2.69.142" },
        { PiiCategories.Ip, "from {0} at", "2a02:8108:8ac0:1:2:3:4:5" },
        { PiiCategories.Ip, "from {0}:443 to", "81.2.69.142" },
        { PiiCategories.Ip, "src:{0}:443", "81.2.69.142" },
        { PiiCategories.Ip, "http://{0}:8080/x", "81.2.69.142" },
        { PiiCategories.Mac, "device {0}", "3c:22:fb:01:9a:7e" },
        { PiiCategories.Mac, "device {0}", "02-00-5E-10-00-00-00-01" },
        { PiiCategories.Iban, "iban {0}", "DE" + "89 3704 0044 0532 0130 01" },
        { PiiCategories.DateOfBirth, "Birth date: {0}", "19790506" },
        { PiiCategories.Mac, "device {0}", "AC-DE-FB-CA-EB-AA" },
        { PiiCategories.Mac, "device {0}", "ac:de:fb:ca:eb:aa" },
        { PiiCategories.Mac, "Physical address is {0}", "acde.fbca.ebaa" },
        { PiiCategories.Mac, "a long enough text before it, so that the address stands over {0}.", "acde.fbca.ebaa" },
        { PiiCategories.DateOfBirth, "born on {0} in", "1984-03-17" },
        { PiiCategories.DateOfBirth, "Geburtsdatum: {0}", "17.03.1984" },
        { PiiCategories.DateOfBirth, "born on {0} in", "8 May 1979" },
        { PiiCategories.DateOfBirth, "I was born {0}.", "June 15th, 1991" },
        { PiiCategories.DateOfBirth, "Data urodzenia: {0}", "8 marca 1979" },
        { PiiCategories.DateOfBirth, "fecha de nacimiento: {0}", "8 de mayo de 1979" },
        { PiiCategories.DateOfBirth, "生年月日：{0}。", "1979年5月8日" },
        { PiiCategories.DateOfBirth, "출생 생년월일 {0}", "1979년 5월 8일" },
        { PiiCategories.NationalId, "身份证号 {0}", "110105194912310021" },
        { PiiCategories.Iban, "Bank: IBAN {0}\n", "IT" + "65404223055425401361" },
        { PiiCategories.Iban, "wartość: {0}.", PiiText.PolishAccount() },
        { PiiCategories.Ip, "src:{0} dst", "81.2.69.142" },
        { PiiCategories.Ip, "我电脑IP是{0}", "81.2.69.142" },
        { PiiCategories.UsSsn, "ID Number: {0}", string.Join('-', "950", "50", "7250") },
        { PiiCategories.OrgId, "Amtsgericht Köln, {0}", "HRB 12345" },
        { PiiCategories.MedicalId, "row {0} end", "MRN-4456781" },
        { PiiCategories.DriverLicense, "my DVLA no is {0} ok", "MORGA 753116 SM9IJ" },
        { PiiCategories.Passport, "passport number is {0}", "X1234567" },
        { PiiCategories.DriverLicense, "driver's license: {0}", "D1234567" },
        { PiiCategories.BankAccount, "account number {0}", "0012345678" },
        { PiiCategories.MedicalId, "MRN: {0}", "MRN-4456781" },
        { PiiCategories.NationalId, "legitymuje się numerem PESEL {0} od", "4405140\n1359" },
        { PiiCategories.TaxId, "(NIP {0}), Gdańsk", "123\n4563218" },
        { PiiCategories.Iban, "IBAN: {0}.", PiiText.Iban().Insert(9, "\n") },
        { PiiCategories.TaxId, "ЕИК или VAT number: {0}", "CY12345678X" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Detect_Value_IsFoundWhereItStands(string category, string format, string value)
    {
        string text = string.Format(System.Globalization.CultureInfo.InvariantCulture, format, value);

        PiiMatch match = Assert.Single(Detection.SureOf(text));

        Assert.Equal(category, match.Category);
        Assert.Equal(value, text.Substring(match.Start, match.Length));
        Assert.InRange(match.Score, PiiMatch.RoutingThreshold, 1);
    }

    [Fact]
    public void Detect_NationalNumberAfterAnInternationalOne_IsAPhoneToo() =>
        Assert.Equal(2, Detection.SureOf("First: +639171234567, second: 09181234567").Count(match => match.Category == PiiCategories.Phone));

    [Theory]
    [InlineData("released on 2024-03-17 at 10:15")]
    [InlineData("birth no. 20241317")]
    [InlineData("01:02:03:04:05:06::ab")]
    [InlineData("at 10.0.0.7:5000 and http://127.0.0.1:8080/")]
    [InlineData("see face.dead.beefs and sent. Then. Next.")]
    [InlineData("PL66 0000 0000 0000 0204 4378 5897; kod")]
    [InlineData("ISBN 978-3-16-148410-0")]
    [InlineData("version 10.0.12.4")]
    [InlineData("order 4111 1111 1111 1112")]
    [InlineData("from 127.0.0.1 to 192.168.1.20")]
    [InlineData("it costs $1,234,567.89")]
    [InlineData("at 52.520008, 13.404954")]
    [InlineData("between 1979-2011 and 0930-0730")]
    [InlineData("123e4567-e89b-12d3-a456-426614174000")]
    [InlineData("commit 9fceb02d0ae598e95dc970b74767f19372d61af8")]
    [InlineData("see https://github.com/dotnet/runtime/issues/12345678")]
    [InlineData("dsn https://d6b80e23@o1.ingest.test.io/1")]
    [InlineData("MRN: pending\n[2026-12-22T21:42:00Z] done")]
    [InlineData("MRN: pending\nShift: 0700-1900")]
    [InlineData("PESEL 4405\n1401")]
    [InlineData("listen=:: port=80, http://[::]:80/ and ::/0")]
    [InlineData("FAKTURA VAT NR FV/2024/03/0047")]
    [InlineData("Date: 8 May 1979")]
    [InlineData("出生率 1979年5月 の統計")]
    [InlineData("1979年5月8日に発売")]
    [InlineData("Ik zal 11/2016 weg zijn")]
    [InlineData("License: copyright 1999-2016, 2018\u20132020 by its authors, national id 1993-2001")]
    [InlineData("as RFC 2047/2243, the RFC 3339-like forms, rfc2821-quoted and RFC 5321 4.5.3.1 say")]
    [InlineData("see section 4.1.2.1, clause 8.2.4.44 and ObjectIdentifier(\"2.5.29.9\")")]
    [InlineData("account takeover, CVE-2019-97401, at 0xab200000ab4")]
    [InlineData("'IPC::Driver' => '1.302015'")]
    [InlineData("the clause at DFARS 252.227-7013")]
    [InlineData("phone books in Boston, MA 02110-1301")]
    [InlineData("[.0201.0020.0002]")]
    [InlineData("4F60 5446 5443 5433 5448 544A 5450")]
    public void Detect_LookAlike_MakesNoRequestPrivate(string text) => Assert.False(PiiDetector.Default.ContainsAny(text));

    public static TheoryData<string, string, string> Languages => new()
    {
        { PiiCategories.DateOfBirth, "17.03.1984", "narozen {0}|data nașterii: {0}|дата на раждане {0}|doğum tarihi: {0}|født {0}|syntynyt {0}|วันเกิด {0}|जन्म तिथि {0}|дата рождения {0}|ημερομηνία γέννησης: {0}|תאריך לידה {0}|ngày sinh {0}|tanggal lahir {0}|született: {0}|datum rođenja {0}|sünniaeg {0}|gimimo data {0}" },
        { PiiCategories.Passport, "X12345678", "cestovní pas č. {0}|pașaport {0}|паспорт № {0}|pasaport no: {0}|passin numero {0}|pasnummer {0}|หนังสือเดินทาง {0}|पासपोर्ट {0}|護照 {0}|paspor {0}|putovnica {0}" },
        { PiiCategories.DriverLicense, "X1234567890", "førerkort {0}|kørekort {0}|řidičský průkaz {0}|permis de conducere {0}|ehliyet no {0}|carta de condução {0}|CNH {0}|ใบขับขี่ {0}|驾驶证 {0}|運転免許 {0}|운전면허 {0}" },
        { PiiCategories.BankAccount, "0012345678", "bankkonto {0}|rekening {0}|hesap no {0}|číslo účtu {0}|账号 {0}|口座番号 {0}|계좌 {0}|บัญชี {0}" },
        { PiiCategories.NationalId, "36501013458", "isikukood {0}|asmens kodas {0}|personas kods: {0}|JMBG {0}|EMŠO {0}|NIK {0}|MyKad {0}|CNIC: {0}|BVN {0}|СНИЛС {0}|CCCD {0}" },
        { PiiCategories.TaxId, "5001007329", "ИНН {0}|adószám: {0}|davčna številka {0}|RUC {0}|NIT {0}|NPWP {0}|mã số thuế {0}|vergi no {0}" },
        { PiiCategories.DateOfBirth, "8 мая 1979", "дата рождения: {0}" },
        { PiiCategories.DateOfBirth, "8. května 1979", "narozen {0}" },
        { PiiCategories.DateOfBirth, "8 augusti 1979", "född {0}" },
        { PiiCategories.DateOfBirth, "8 Mayıs 1979", "doğum tarihi: {0}" },
    };

    [Theory]
    [MemberData(nameof(Languages))]
    public void Detect_WordOfALanguageBeside_NamesTheKind(string category, string value, string formats) =>
        Assert.All(formats.Split('|'), format =>
        {
            string text = string.Format(System.Globalization.CultureInfo.InvariantCulture, format, value);
            Assert.Contains(Detection.SureOf(text), match => match.Category == category && text.Substring(match.Start, match.Length) == value);
        });

    [Theory]
    [InlineData("src=:: dst=fe80::1", 4, 2)]
    [InlineData("bound to [::]:8080", 10, 2)]
    [InlineData("route ::/0 via eth0", 6, 4)]
    [InlineData("my IPv6 address is ::", 19, 2)]
    [InlineData("the IPv6 address 1::", 17, 3)]
    public void Detect_UnspecifiedAddress_IsAnAddressThatIsNobodys(string text, int start, int length) =>
        Assert.Contains(Detection.Of(text), match => match == new PiiMatch(PiiCategories.Ip, start, length, match.Score) && match.Score < PiiMatch.RedactionThreshold);

    [Theory]
    [InlineData("std::vector<int> x = ::count;")]
    [InlineData("f :: Int -> Int")]
    [InlineData("a[::2] + b[::]")]
    [InlineData("as follows::\n\n::")]
    [InlineData("step 1:: and a ::b")]
    public void Detect_ColonsOfALanguage_AreNoAddress(string text) => Assert.DoesNotContain(Detection.Of(text), match => match.Category == PiiCategories.Ip);

    [Theory]
    [InlineData("１２", "card ４１１１ 1111 1111 1111", PiiCategories.CreditCard)]
    [InlineData("zero width", "card 4111\u200B 1111 11\u200D11 1111", PiiCategories.CreditCard)]
    [InlineData("no-break space", "card 4111\u00A01111\u00A01111\u00A01111", PiiCategories.CreditCard)]
    [InlineData("bidi", "mail \u202Amaria\u200E@mail.test.org\u202C!", PiiCategories.Email)]
    public void Detect_DisguisedValue_HasOffsetsOfTheOriginal(string disguise, string text, string category)
    {
        PiiMatch match = Assert.Single(Detection.SureOf(text));

        Assert.NotEmpty(disguise);
        Assert.Equal(category, match.Category);
        Assert.Equal(category == PiiCategories.Email ? 'g' : '1', text[match.Start + match.Length - 1]);
        Assert.True(match.Start is 5 or 6);
    }
}

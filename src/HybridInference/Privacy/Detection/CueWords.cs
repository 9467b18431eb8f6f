namespace HybridInference;

/// <summary>The words that name a kind of private data, in the languages whose data the detector knows. A '*' allows any ending.</summary>
internal static class CueWords
{
    public static readonly (Cue Cue, string Words)[] Lists =
    [
        (Cue.Card, "card|cards|card no|card number|credit card|debit card|creditcard|visa|mastercard|amex|american express|discover|diners|cc|ccn|carta|tarjeta|kreditkart*|karta|karty|kart|cartão|carte bancaire|carte de crédit|信用卡|银行卡|カード"),
        (Cue.Iban, "iban|ibans|iban-nr|nrb|rachun*|konta|konto"),
        (Cue.SocialSecurity, "ssn|ssns|ssn4|ss#|social security|social|itin|individual taxpayer"),
        (Cue.Phone, "phone*|telephone*|tel|tel.|mobile*|mob|cell|cell phone|cellphone|fax|call|call me|dial|sms|text me|whatsapp|hotline|desk|contact|reach me|handy|telefon*|telefax|telepon*|teléfono*|telefone*|téléphone*|móvil*|celular|portable|gsm|komórk*|puhelin*|numero de telefono|telefono*|cellulare|rufnummer|mobil|电话*|手机*|電話*|携帯*|전화*|फोन*|טלפון"),
        (Cue.BirthDate, "dob|d.o.b|d.o.b.|date of birth|birth date|birthdate|birthday|birth|born|born on|geboren*|geburtsdatum|geb|geb.|date de naissance|né le|née le|fecha de nacimiento|nacido*|nacida*|data di nascita|nato il|nata il|urodz*|ur.|data urodzenia|data de nascimento|nascido*|geboortedatum|född*|fødselsdato|syntymäaika|出生*|生年月日|생년월일"),
        (Cue.Account, "account|accounts|account number|account no|acct|acct no|a/c|bank account|routing|routing number|aba|rtn|sort code|konto|kontonummer|cuenta|conto|compte|conta|número de cuenta|bank#"),
        (Cue.Passport, "passport*|passeport*|pasaporte*|passaporto*|passnummer|pass-nr|pass-nr.|reisepass*|paszport*|travel document|paspoort*|passaporte*|pass nr|护照*|パスポート*|여권*"),
        (Cue.DriverLicense, "driver license|drivers license|driver's license|driving license|driving licence|driver licence|driver's licence|drivers licence|driver's lic|driver*|license|licence|dl|dl#|dl no|führerschein*|fuehrerschein*|patente|permis de conduire|permiso de conducir|carnet de conducir|prawo jazdy|prawa jazdy|rijbewijs*|ajokortti*|körkort*|permit|lic#|dlnum"),
        (Cue.Vin, "vin|vin number|chassis|vehicle identification*|fin|fahrgestell*|telaio"),
        (Cue.NationalId, "national id*|nid|id number|id card|identity card|identity number|nin|nino|national insurance*|ni number|aadhaar*|aadhar*|uidai|pesel|dni|nie|nif|curp|cpf|bsn|burgerservice*|personnummer*|personal identity*|hetu|henkilötunnu*|fødselsnummer*|fodselsnummer*|cpr|cnp|egn|personalausweis*|ausweis*|nric|fin number|thai id|citizen id|dowód*|dowodu*|carta d'identità|identity|resident*|refugee*|rrn|sin|social insurance*|voter*|epic|tc kimlik*|kimlik*|tckn|身份证*|주민등록*|my number|マイナンバー|rodné číslo|amka|ahv*|avs|numéro de sécurité sociale|insee|nir|codice fiscale|cedula|cédula|numer identyfikacyjny"),
        (Cue.TaxId, "tax|tax id*|tax number|tax no|tin|ein|employer identification*|taxpayer*|steuer*|steuernummer|steuer-id|steueridentifikation*|idnr|ust-idnr*|ust-id*|umsatzsteuer*|vat*|vat number|partita iva|p.iva|p. iva|nip|cnpj|cuit|cuil|rfc|abn|gst*|gstin|pan|pan card|permanent account*|siret|siren|nif|cif|utr|tfn|tax file*|itin|bir|fiscal*|納税*|税号*"),
        (Cue.MedicalId, "mrn|medical record*|health id|member id|patient id*|patient number|health card|health insurance*|nhs*|nhs number|npi|dea|dea number|medicare*|mbi|medicaid*|krankenversicherten*|krankenkasse*|versichertennummer*|kvnr|lanr|bsnr|rvnr|sozialversicherung*|rentenversicherung*|insurance number|health number|tessera sanitaria|hicn|ihi|mc number"),
        (Cue.OrgId, "regon|krs|acn|company number|company no|organisationsnummer*|orgnr|organization number|handelsregister*|hrb|hra|uen|org.nr|org nr|registration number|ooo|corporate number|business registration*|lei|firmenbuch*|zvr"),
        (Cue.Other, "order|order no|invoice*|version|ver|isbn*|issn|doi|serial*|tracking|ticket|total|price|amount|quantity|qty|build|revision|timestamp|uuid|guid|hash|sha*|commit|checksum|port|size|bytes|id:|session*|ean|upc|sku|zip|postal code|article|page|chapter|section|date|dated|admitted|admission|accession|discharged|appointment|policy|claim|case no|reference|ref"),
    ];
}

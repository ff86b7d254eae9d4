package ai.vivace.tax.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LawTest {
    private static String file(int year) throws IOException {
        try (InputStream in = Objects.requireNonNull(Law.class.getResourceAsStream(year + ".json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void refused(String broken, String... message) {
        assertThatThrownBy(() -> Law.read("broken.json", broken))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(message);
    }

    private static String changed(int year, String from, String to) throws IOException {
        String text = file(year);
        assertThat(text).contains(from);
        int at = text.indexOf(from);
        return text.substring(0, at) + to + text.substring(at + from.length());
    }

    @Test
    void everyKnownYearIsReadAndSaysItsDate() {
        assertThat(TaxYear.known())
                .extracting(TaxYear::number)
                .containsExactly(2020, 2021, 2022, 2023, 2024, 2025, 2026);
        for (TaxYear year : TaxYear.known()) {
            assertThat(Law.of(year).year()).isEqualTo(year);
            assertThat(Law.of(year).parameterDate()).isEqualTo(LocalDate.of(2026, 11, 23));
        }
    }

    @Test
    void everyGroupOfEveryYearHasASource() {
        for (TaxYear year : TaxYear.known()) {
            Law law = Law.of(year);
            for (String name : new String[] {"income_tax_brackets", "paycheck_withholding", "form_lines", "misc"}) {
                assertThat(law.group(name).citation().source())
                        .as("%s %s", year, name)
                        .isNotBlank();
            }
        }
    }

    @Test
    void aYearWithoutAFileIsRefusedByName() {
        assertThatThrownBy(() -> TaxYear.of(2027))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("2027", "not published", "2020, 2021, 2022, 2023, 2024, 2025, 2026");
        assertThatThrownBy(() -> TaxYear.of(2019)).hasMessageContainingAll("2019", "not covered");
        assertThatThrownBy(() -> TaxYear.parse("last")).hasMessageContaining("four digits");
    }

    @Test
    void numbersWhereSourcesDisagreeAreThoseOfTheStatute() {
        Law of2026 = Law.of(TaxYear.of(2026));
        assertThat(of2026.itemizing().taxCapPhaseDown().orElseThrow().over().of(FilingStatus.SINGLE))
                .isEqualByComparingTo("505000");
        assertThat(of2026.retirementLimits().ira()).isEqualByComparingTo("7500");
        assertThat(of2026.businessDeduction().threshold().of(FilingStatus.MARRIED_SEPARATE))
                .isEqualByComparingTo("201775");
        assertThat(Law.of(TaxYear.of(2022)).brackets(FilingStatus.SINGLE).topStart())
                .isEqualByComparingTo("539900");
        assertThat(Law.of(TaxYear.of(2023))
                        .brackets(FilingStatus.MARRIED_SEPARATE)
                        .topStart())
                .isEqualByComparingTo("346875");
        assertThat(Law.of(TaxYear.of(2025)).childCredit().phaseoutStart().of(FilingStatus.QUALIFYING_SURVIVING_SPOUSE))
                .isEqualByComparingTo("200000");
    }

    @Test
    void theComputationWorksheetOfEveryYearSaysWhatTheBracketsSay() {
        for (TaxYear year : TaxYear.known()) {
            Law law = Law.of(year);
            for (FilingStatus status : FilingStatus.values()) {
                for (LawGroup row : law.group("tax_computation_worksheet")
                        .group("by_status")
                        .groups(status.key())) {
                    BigDecimal income = row.decimal("taxable_income_over")
                            .max(new BigDecimal(100_000))
                            .add(BigDecimal.TEN);
                    assertThat(income.multiply(row.decimal("multiply_by")).subtract(row.decimal("subtract")))
                            .as("%s %s %s", year, status, income)
                            .isEqualByComparingTo(law.brackets(status).tax(income));
                }
            }
        }
    }

    @Test
    void theLargestSocialSecurityTaxIsThatOfTheWageBase() {
        for (TaxYear year : TaxYear.known()) {
            Payroll payroll = Law.of(year).payroll();
            assertThat(payroll.wageBase().multiply(payroll.employeeSocialSecurity()))
                    .isEqualByComparingTo(Law.of(year)
                            .group("payroll_and_self_employment")
                            .decimal("max_employee_social_security_tax"));
        }
    }

    @Test
    void theRateOfCareFallsByStepsOrPartsOfThem() {
        CareCredit of2024 = Law.of(TaxYear.of(2024)).careCredit();
        assertThat(of2024.rate(FilingStatus.SINGLE, new BigDecimal(15_000))).isEqualByComparingTo("0.35");
        assertThat(of2024.rate(FilingStatus.SINGLE, new BigDecimal(15_001))).isEqualByComparingTo("0.34");
        assertThat(of2024.rate(FilingStatus.SINGLE, new BigDecimal(17_000))).isEqualByComparingTo("0.34");
        assertThat(of2024.rate(FilingStatus.SINGLE, new BigDecimal(43_001))).isEqualByComparingTo("0.20");
        CareCredit of2021 = Law.of(TaxYear.of(2021)).careCredit();
        assertThat(of2021.rate(FilingStatus.SINGLE, new BigDecimal(125_000))).isEqualByComparingTo("0.50");
        assertThat(of2021.rate(FilingStatus.SINGLE, new BigDecimal(183_001))).isEqualByComparingTo("0.20");
        assertThat(of2021.rate(FilingStatus.SINGLE, new BigDecimal(438_001))).isEqualByComparingTo("0");
        CareCredit of2026 = Law.of(TaxYear.of(2026)).careCredit();
        assertThat(of2026.rate(FilingStatus.SINGLE, new BigDecimal(75_000))).isEqualByComparingTo("0.35");
        assertThat(of2026.rate(FilingStatus.MARRIED_JOINT, new BigDecimal(154_001)))
                .isEqualByComparingTo("0.33");
    }

    @Test
    void aGapBetweenBracketsIsRefused() throws IOException {
        refused(
                changed(2025, "{\"over\": 11925,", "{\"over\": 11926,"),
                "broken.json, income_tax_brackets.single, row 2",
                "start at 11925, not at 11926");
    }

    @Test
    void aWrongBaseTaxIsRefused() throws IOException {
        refused(changed(2025, "\"base_tax\": 5578.5", "\"base_tax\": 5578"), "row 3", "base tax 5578.50, not 5578");
    }

    @Test
    void fallingRatesAreRefused() throws IOException {
        refused(changed(2025, "\"rate\": 0.12", "\"rate\": 0.1"), "row 2", "rate above 0.1, not 0.1");
    }

    @Test
    void anEndInTheLastBracketIsRefused() throws IOException {
        refused(changed(2025, "\"not_over\": null", "\"not_over\": 900000"), "row 7", "no upper end");
    }

    @Test
    void aMissingStatusIsRefused() throws IOException {
        refused(
                changed(2025, "\"qualifying_surviving_spouse\": 31500", "\"qualifying_widower\": 31500"),
                "standard_deduction.basic",
                "expected \"qualifying_surviving_spouse\"");
    }

    @Test
    void aMissingGroupIsRefusedWithTheNearestName() throws IOException {
        refused(
                changed(2025, "\"deadlines\": {", "\"deadlinse\": {"),
                "group of the law of 2025 \"deadlines\"",
                "Did you mean \"deadlinse\"?");
    }

    @Test
    void aGroupWithoutASourceIsRefused() throws IOException {
        refused(
                changed(2025, "\"source\": \"IRC 1411; Form 8960 (not indexed)\",", ""),
                "net_investment_income_tax",
                "Add \"source\"");
    }

    @Test
    void aTextInThePlaceOfANumberIsRefused() throws IOException {
        refused(
                changed(2025, "\"dependent_floor\": 1350", "\"dependent_floor\": \"1,350\""),
                "standard_deduction",
                "expected a number at \"dependent_floor\", but found 1,350");
    }

    @Test
    void amountsThatDoNotRiseAreRefused() throws IOException {
        refused(changed(2025, "\"single\": 533400", "\"single\": 40000"), "capital_gains", "48350 is not below 40000");
    }

    @Test
    void whatIsNotJsonIsRefusedWithItsLine() {
        refused("{\n\"tax_year\": 2025,,\n}", "broken.json, line 2", "not JSON");
    }

    @Test
    void numbersTakeTheCitationOfTheirGroup() {
        Citation citation = Law.of(TaxYear.of(2023)).standardDeduction().citation();
        assertThat(citation.source()).contains("Rev. Proc. 2022-38");
        assertThat(citation.confidence()).isEqualTo(Confidence.HIGH);
        assertThat(citation.discrepancy().orElseThrow()).contains("1,850 and 1,500");
        assertThat(citation.place()).isEqualTo("2023.json, standard_deduction");
    }

    @Test
    void generalRulesAreThere() {
        assertThat(Law.general()).containsKeys("residency", "nonresident_filing", "fica_exemption", "foreign_accounts");
        assertThat(Law.general().get("foreign_accounts"))
                .satisfies(group -> assertThat(group.decimal("fbar_over")).isEqualByComparingTo("10000"));
    }
}

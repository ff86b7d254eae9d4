package ai.vivace.tax;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.tax.law.BenefitsTaxation;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.Law;
import ai.vivace.tax.law.NewDeductions;
import ai.vivace.tax.law.TaxYear;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The worked examples of {@code examples_public.json}, from the sources that it names, each to the tolerance that it states. */
class PublicExamplesTest {
    private static final Map<String, Object> FILE = read();

    private static Map<String, Object> read() {
        try (InputStream in = Objects.requireNonNull(
                        PublicExamplesTest.class.getResourceAsStream("/ai/vivace/tax/examples_public.json"));
                JsonParser json = new JsonFactory().createParser(in)) {
            json.nextToken();
            return object(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> object(JsonParser json) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            fields.put(name, value(json));
        }
        return fields;
    }

    private static Object value(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            return object(json);
        }
        if (json.currentToken() == JsonToken.START_ARRAY) {
            List<Object> values = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                values.add(value(json));
            }
            return values;
        }
        return json.currentToken().isNumeric() ? json.getDecimalValue() : json.getText();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static Stream<Map<String, Object>> list(Object value) {
        return ((List<Object>) value).stream().map(PublicExamplesTest::map);
    }

    private static Object field(Map<String, Object> object, String name) {
        return Objects.requireNonNull(object.get(name), name);
    }

    private static Map<String, Object> example(String id) {
        return list(field(FILE, "examples"))
                .filter(example -> field(example, "id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Law law(Map<String, Object> example) {
        return Law.of(TaxYear.parse(field(example, "tax_year").toString()));
    }

    private static FilingStatus status(Map<String, Object> example) {
        return FilingStatus.parse(
                field(map(field(example, "inputs")), "filing_status").toString());
    }

    private static BigDecimal input(Map<String, Object> example, String name) {
        return (BigDecimal) field(map(field(example, "inputs")), name);
    }

    private static BigDecimal expected(Map<String, Object> example, String name) {
        return (BigDecimal) field(map(field(example, "expected")), name);
    }

    @TestFactory
    Stream<DynamicTest> wholeReturnsEqualTheirSources() {
        return list(field(FILE, "examples"))
                .filter(example -> field(example, "kind").equals("return"))
                .map(example -> DynamicTest.dynamicTest(field(example, "id") + " " + field(example, "title"), () -> {
                    Filer.Builder builder = Filer.of(law(example).year(), status(example));
                    map(field(example, "inputs"))
                            .forEach((name, value) -> FilerFields.put(builder, name, value.toString()));
                    TaxReturn result = TaxReturn.of(builder.build());
                    Object tolerance = field(example, "tolerance_dollars");
                    map(field(example, "expected")).forEach((name, value) -> {
                        BigDecimal within = (BigDecimal)
                                (tolerance instanceof Map<?, ?> each
                                        ? Objects.requireNonNull(each.get(name))
                                        : tolerance);
                        assertThat(result.value(LineName.parse(name)))
                                .as(name)
                                .isBetween(((BigDecimal) value).subtract(within), ((BigDecimal) value).add(within));
                    });
                }));
    }

    @TestFactory
    Stream<DynamicTest> taxOfLine16EqualsThatOfTheTaxAuthority() {
        Map<String, Object> lookups = map(field(FILE, "tax_table_lookups_2024"));
        return list(field(lookups, "pairs"))
                .map(pair -> DynamicTest.dynamicTest(field(pair, "scenario").toString(), () -> {
                    FilingStatus status =
                            FilingStatus.parse(field(pair, "filing_status").toString());
                    IncomeTax tax = new IncomeTax(Law.of(TaxYear.of(2024)).brackets(status), Precision.FORM);
                    assertThat(Precision.FORM.line(tax.on((BigDecimal) field(pair, "taxable_income"))))
                            .isEqualByComparingTo((BigDecimal) field(pair, "line16_tax"));
                }));
    }

    @Test
    void printedTableRowsAreReproduced() {
        for (String id : List.of("P18", "P19")) {
            Map<String, Object> example = example(id);
            IncomeTax tax = new IncomeTax(law(example).brackets(status(example)), Precision.FORM);
            assertThat(tax.on(input(example, "taxable_income")))
                    .as(id)
                    .isEqualByComparingTo(expected(example, "line16_tax"));
        }
    }

    @Test
    void halfOfBenefitsIsTaxedAsPublication915Says() {
        Map<String, Object> example = example("P20");
        BenefitsTaxation law = law(example).benefitsTaxation();
        assertThat(BenefitsWorksheet.taxed(
                        law,
                        status(example),
                        Set.of(),
                        input(example, "benefits"),
                        input(example, "other_income"),
                        input(example, "tax_exempt_interest"),
                        input(example, "adjustments")))
                .isEqualByComparingTo(expected(example, "taxable_benefits"));
    }

    @Test
    void seniorDeductionShrinksForEachPerson() {
        for (String id : List.of("P21", "P22")) {
            Map<String, Object> example = example(id);
            NewDeductions law = law(example).newDeductions().orElseThrow();
            assertThat(ScheduleOneA.seniors(
                            law,
                            status(example),
                            input(example, "agi"),
                            input(example, "seniors").intValue()))
                    .as(id)
                    .isEqualByComparingTo(expected(example, "senior_deduction"));
        }
    }

    @Test
    void carLoanInterestIsCappedBeforeItShrinks() {
        Map<String, Object> example = example("P23");
        NewDeductions law = law(example).newDeductions().orElseThrow();
        assertThat(ScheduleOneA.carLoan(law, status(example), input(example, "agi"), input(example, "interest")))
                .isEqualByComparingTo(expected(example, "deduction"));
    }

    @Test
    void theTopBracketLimitTakesTheLesser() {
        for (String id : List.of("P24", "P25")) {
            Map<String, Object> example = example(id);
            Law law = law(example);
            BigDecimal itemized = input(example, "itemized");
            BigDecimal reduction = TopBracketLimit.reduction(
                    law.itemizing().topBracketLimit().orElseThrow(),
                    law.brackets(status(example)).topStart(),
                    input(example, "agi").subtract(itemized),
                    itemized);
            assertThat(Precision.FORM.line(reduction)).as(id).isEqualByComparingTo(expected(example, "reduction"));
        }
    }

    @Test
    void aSmallBusinessHasTheLeastDeductionFrom2026On() {
        Map<String, Object> example = example("P26");
        assertThat(BusinessDeductionForm.deduction(
                        law(example).businessDeduction(),
                        FilingStatus.SINGLE,
                        input(example, "qbi"),
                        BigDecimal.ZERO,
                        Set.of(),
                        input(example, "taxable_income_before_qbi"),
                        BigDecimal.ZERO))
                .isEqualByComparingTo(expected(example, "qbi_deduction"));
    }

    @Test
    void selfEmploymentTaxIsThatOfScheduleSe() {
        Map<String, Object> example = example("P30");
        SelfEmploymentTax tax = SelfEmploymentTax.of(
                law(example).payroll(), input(example, "profit"), BigDecimal.ZERO, Precision.EXACT);
        assertThat(tax.netEarnings()).isEqualByComparingTo(expected(example, "net_earnings"));
        assertThat(tax.tax()).isEqualByComparingTo(expected(example, "se_tax"));
        assertThat(tax.deductible().setScale(2, RoundingMode.HALF_UP))
                .isEqualByComparingTo(expected(example, "deductible_half"));
    }
}

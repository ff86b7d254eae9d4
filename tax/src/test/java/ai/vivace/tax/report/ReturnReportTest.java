package ai.vivace.tax.report;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import ai.vivace.plot.HtmlReport;
import ai.vivace.plot.TerminalStyle;
import ai.vivace.tax.Filer;
import ai.vivace.tax.Item;
import ai.vivace.tax.Line;
import ai.vivace.tax.LineName;
import ai.vivace.tax.Money;
import ai.vivace.tax.Person;
import ai.vivace.tax.TaxReturn;
import ai.vivace.tax.explain.BracketSlices;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.TaxYear;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReturnReportTest {
    private static TaxReturn single(long wages, long withheld) {
        return TaxReturn.of(Filer.of(TaxYear.of(2025), FilingStatus.SINGLE)
                .amount(Item.WAGES, wages)
                .amount(Item.WITHHELD, withheld)
                .build());
    }

    private static TaxReturn couple() {
        return TaxReturn.of(Filer.of(TaxYear.of(2025), FilingStatus.MARRIED_JOINT)
                .you(Person.of(67))
                .spouse(Person.of(41))
                .dependents(4, 12)
                .amount(Item.WAGES, 300_000)
                .amount(Item.SELF_EMPLOYMENT, 40_000)
                .amount(Item.ORDINARY_DIVIDENDS, 9_000)
                .amount(Item.QUALIFIED_DIVIDENDS, 8_000)
                .amount(Item.LONG_TERM_GAIN, 5_000)
                .amount(Item.WITHHELD, 50_000)
                .build());
    }

    @ParameterizedTest
    @EnumSource
    void everyLineHasOneSection(LineName line) {
        assertThat(Arrays.stream(ReturnSection.values()).filter(section -> section == ReturnSection.of(line)))
                .hasSize(1);
    }

    @Test
    void theSectionsHaveAllLinesOfAReturnInItsOrder() {
        TaxReturn result = couple();

        List<LineName> inSections = Arrays.stream(ReturnSection.values())
                .flatMap(section -> section.lines(result).stream())
                .map(Line::name)
                .toList();

        assertThat(inSections)
                .isEqualTo(result.lines().stream().map(Line::name).toList())
                .hasSizeGreaterThan(25);
    }

    @Test
    void theAnswerSaysWhatComesBackAndWhy() {
        ReturnAnswer answer = ReturnAnswer.of(single(85_000, 10_500));

        // 69,250 of taxable income: the Tax Table of 2025 has 10,155.
        assertThat(answer.headline()).isEqualTo("You get back $345 for 2025.");
        assertThat(answer.because())
                .containsExactly(
                        "Of your income of $85,000, $15,750 is not taxed (the standard deduction), which leaves $69,250 of taxable income.",
                        "The income tax on that is $10,155: each slice of income has its own rate, and your last dollar is taxed at 22%.",
                        "Your whole tax is $10,155 (11.9% of your income); you have paid $10,500.");
    }

    @Test
    void theAnswerSaysWhatIsOwed() {
        assertThat(ReturnAnswer.of(single(85_000, 9_800)).headline()).isEqualTo("You still owe $355 for 2025.");
    }

    @Test
    void withoutPaymentsTheAnswerIsTheTaxAndAsksForThem() {
        ReturnAnswer answer = ReturnAnswer.of(single(85_000, 0));

        assertThat(answer.headline()).isEqualTo("Your federal tax for 2025 is $10,155.");
        assertThat(answer.because().get(2)).contains("No tax withheld was given: box 2 of your W-2");
    }

    @Test
    void incomeBelowTheDeductionIsNotTaxed() {
        // At 20 there is no earned income credit without children.
        ReturnAnswer answer = ReturnAnswer.of(TaxReturn.of(Filer.of(TaxYear.of(2025), FilingStatus.SINGLE)
                .you(Person.of(20))
                .amount(Item.WAGES, 9_000)
                .build()));

        assertThat(answer.headline()).isEqualTo("You owe nothing for 2025, and nothing comes back.");
        assertThat(answer.because().get(0)).contains("cover all of your income of $9,000");
    }

    @Test
    void creditsThatArePaidOutAreNamed() {
        TaxReturn result = TaxReturn.of(Filer.of(TaxYear.of(2025), FilingStatus.HEAD_OF_HOUSEHOLD)
                .you(Person.of(31))
                .dependents(5)
                .amount(Item.WAGES, 22_000)
                .build());

        // Example P17: credits of 4,328 and 1,700.
        assertThat(ReturnAnswer.of(result).headline()).isEqualTo("You get back $6,028 for 2025.");
        assertThat(ReturnAnswer.of(result).because()).last().asString().contains("credits of $6,028 are paid out");
    }

    @Test
    void selfEmploymentTaxAndSurtaxesAreNamed() {
        assertThat(ReturnAnswer.of(couple()).because())
                .anyMatch(sentence -> sentence.startsWith("Self-employment tax adds "))
                .anyMatch(sentence -> sentence.startsWith("Surtaxes on high wages and investments add "));
    }

    @Test
    void noSentenceSaysALastRateWhereGainsHaveRatesOfTheirOwn() {
        assertThat(String.join(" ", ReturnAnswer.of(couple()).because())).doesNotContain("last dollar");
    }

    @Test
    void theAnswerIsRefundLessBalanceForAnyFiler() {
        Rng rng = Rng.of(8);
        for (int i = 0; i < 300; i++) {
            TaxReturn result = single(rng.nextInt(400_000), 0);
            TaxReturn paid = single(400_000, rng.nextInt(200_000));
            for (TaxReturn each : List.of(result, paid)) {
                assertThat(ReturnAnswer.of(each).headline())
                        .contains(
                                each.refundOrBalance().signum() == 0
                                        ? "nothing"
                                        : Money.text(each.refundOrBalance().abs()));
            }
        }
    }

    @Test
    void linesAreAlignedAndFitTheTerminal() {
        TaxReturn result = couple();
        for (int columns : new int[] {70, 80, 120}) {
            String text = ReturnText.of(result, TerminalStyle.unicode().columns(columns))
                    .lines();

            assertThat(text.lines())
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
            assertThat(text.lines()
                            .filter(line -> line.contains("$"))
                            .map(String::length)
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    void stepsOfAMinimumTaxThatIsNotOwedAreShownOnlyWhereLinesAreExplained() {
        ReturnText text = ReturnText.of(couple(), TerminalStyle.unicode());

        assertThat(text.lines()).doesNotContain("Tentative minimum tax").contains("Total tax");
        assertThat(text.explainedLines()).contains("Tentative minimum tax");
    }

    @Test
    void anExplainedLineHasPlaceSentenceRuleNumbersAndSource() {
        TaxReturn result = single(85_000, 0);
        Line tax = result.line(LineName.REGULAR_INCOME_TAX).orElseThrow();

        assertThat(ReturnText.of(result, TerminalStyle.unicode().columns(200)).explained(tax))
                .startsWith("Tax: $10,155")
                .contains("Form 1040, line 16 (2025)")
                .contains("your last dollar is taxed at 22%")
                .contains("Rule: Tax Table")
                .contains("Numbers: taxable income $69,250; ")
                .contains("rate of the last slice 22%")
                .contains("Source: ");
    }

    @Test
    void numbersAreDollarsRatesOrCounts() {
        TaxReturn result = couple();

        assertThat(ReturnText.of(result, TerminalStyle.unicode().columns(2_000)).explainedLines())
                .contains("boxes 1;")
                .contains("children 2;")
                .contains("your wages $300,000")
                .doesNotContain("children $2");
    }

    @Test
    void notesSayYearDateAndWhatWasAssumed() {
        ReturnText text = ReturnText.of(single(85_000, 0), TerminalStyle.unicode());

        assertThat(text.assumptions()).contains("Your age is 40, as none was given.");
        assertThat(text.notModelled()).contains("State and local income tax");
        assertThat(text.law()).contains("Tax year 2025, federal law as of 2026-11-23.", "not tax or");
    }

    @Test
    void thePageHasEveryLineItsReasonsTheSourcesAndNothingFromElsewhere() {
        TaxReturn result = couple();
        HtmlReport page = ReturnPage.of(
                result, List.of(BracketSlices.of(result.filer()).chart().orElseThrow()));

        result.lines().forEach(line -> assertThat(page.html())
                .contains("<td>" + line.name().title() + "</td>")
                .contains("<td class=\"number\">" + Money.text(line.value()) + "</td>"));
        assertThat(page.title()).isEqualTo("Federal income tax 2025");
        assertThat(page.html())
                .contains(ReturnAnswer.of(result).headline())
                .contains("law as of 2026-11-23")
                .contains("<svg")
                .contains("1401, 1402")
                .contains("Rule: ")
                .doesNotContain("Rule: as given")
                .doesNotContain("src=\"http")
                .doesNotContain("<script");
    }

    @Test
    void warningsStandOnThePage() {
        TaxReturn monthly = single(5_000, 600);

        assertThat(ReturnPage.of(monthly, List.of()).html())
                .contains("Please check")
                .contains("look like a month of a full-time job");
        assertThat(ReturnPage.of(single(85_000, 0), List.of()).html()).doesNotContain("Please check");
    }

    @Test
    void theCardSaysOwedAsAPositiveAmount() {
        String page = ReturnPage.of(single(85_000, 9_800), List.of()).html();

        assertThat(page).contains("<dt>you owe</dt><dd>$355</dd>");
        assertThat(single(85_000, 9_800).refundOrBalance()).isEqualByComparingTo(new BigDecimal(-355));
    }
}

package ai.vivace.tax;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.TaxYear;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Whole returns of chance filers, computed by the functions and parameters of PSLmodels/Tax-Calculator 6.8.1 (public domain, CC0), to the
 * cent.
 *
 * <p>Left out are matters on which it differs from statute or form: surviving spouses' joint thresholds, separate filers' credits, its 2026 limit of
 * itemized deductions, one Schedule SE for a couple's losses, the credit for the elderly that we do not have; its boxes for age of 2022 to 2024 and the
 * separate 37% start of 2023 were corrected first.
 */
class TaxCalculatorReturnsTest {
    private static final String EXPECTED = "expected_";
    /** The file has cents, rounded. */
    private static final BigDecimal CENT = new BigDecimal("0.011");

    @Test
    void linesEqualThoseOfTaxCalculatorToTheCent() throws IOException {
        List<String> differences = new ArrayList<>();
        int returns = 0;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(getClass().getResourceAsStream("returns_tax_calculator.csv")),
                StandardCharsets.UTF_8))) {
            List<String> header = List.of(Objects.requireNonNull(in.readLine()).split(","));
            for (String row = in.readLine(); row != null; row = in.readLine()) {
                compare(differences, header, List.of(row.split(",", -1)));
                returns++;
            }
        }
        assertThat(differences).isEmpty();
        assertThat(returns).isEqualTo(210);
    }

    private static void compare(List<String> differences, List<String> header, List<String> cells) {
        Filer.Builder filer = Filer.of(TaxYear.of(2025), FilingStatus.SINGLE);
        for (int i = 0; i < header.size(); i++) {
            if (!header.get(i).startsWith(EXPECTED)) {
                FilerFields.put(filer, header.get(i), cells.get(i));
            }
        }
        TaxReturn result = TaxReturn.of(filer.build(), Precision.EXACT);
        for (int i = 0; i < header.size(); i++) {
            if (header.get(i).startsWith(EXPECTED)) {
                LineName line = LineName.parse(header.get(i).substring(EXPECTED.length()));
                BigDecimal difference = result.value(line).subtract(new BigDecimal(cells.get(i)));
                if (difference.abs().compareTo(CENT) > 0) {
                    differences.add(line.key() + " of " + cells + ": " + result.value(line) + ", not " + cells.get(i));
                }
            }
        }
    }
}

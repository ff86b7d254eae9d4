package ai.vivace.tax.paycheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.Law;
import ai.vivace.tax.law.TaxYear;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WithholdingLawTest {
    private static String file() throws IOException {
        try (InputStream in = Objects.requireNonNull(Law.class.getResourceAsStream("2026.json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void everyYearHasBothTablesOfEveryStatus() {
        for (TaxYear year : TaxYear.known()) {
            WithholdingLaw law = WithholdingLaw.of(year);
            assertThat(law.standard())
                    .hasSize(FilingStatus.values().length)
                    .allSatisfy((status, rows) -> assertThat(rows).hasSize(8));
            assertThat(law.multipleJobs())
                    .hasSize(FilingStatus.values().length)
                    .allSatisfy((status, rows) -> assertThat(rows).hasSize(8));
        }
    }

    @Test
    void aSurvivingSpouseUsesTheTableAndLine1gOfJointFilers() {
        WithholdingLaw law = WithholdingLaw.of(TaxYear.of(2026));
        assertThat(law.standard().get(FilingStatus.QUALIFYING_SURVIVING_SPOUSE))
                .isEqualTo(law.standard().get(FilingStatus.MARRIED_JOINT));
        assertThat(law.lineOneG(FormW4.of(FilingStatus.QUALIFYING_SURVIVING_SPOUSE)))
                .isEqualByComparingTo("12900");
        assertThat(law.lineOneG(FormW4.of(FilingStatus.HEAD_OF_HOUSEHOLD))).isEqualByComparingTo("8600");
        assertThat(law.lineOneG(FormW4.of(FilingStatus.SINGLE).withMultipleJobs()))
                .isEqualByComparingTo("0");
    }

    @Test
    void aTableThatDoesNotContinueIsRefusedWithItsRow() throws IOException {
        String broken = file().replaceFirst("\"tax\": 5800", "\"tax\": 5900");
        assertThat(broken).isNotEqualTo(file());
        Law law = Law.read("broken.json", broken);
        assertThatThrownBy(() -> WithholdingLaw.of(law.group("paycheck_withholding")))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("broken.json", "standard, row 4", "about 5800", "Correct the file");
    }
}

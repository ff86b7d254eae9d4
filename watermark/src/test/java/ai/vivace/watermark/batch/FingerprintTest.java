package ai.vivace.watermark.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    /** The check values of the catalogue of parametrised CRC algorithms, for the digits 1 to 9. */
    @Test
    void checksumsAreThoseOfTheStandards() {
        Fingerprint fingerprint = Fingerprint.of("123456789".getBytes(StandardCharsets.US_ASCII));

        assertThat(fingerprint).isEqualTo(new Fingerprint(9, 0xCBF43926, 0xE3069283));
        assertThat(fingerprint).hasToString("9-cbf43926-e3069283");
        assertThat(Fingerprint.parse("9-cbf43926-e3069283")).contains(fingerprint);
    }

    @Test
    void whatIsNoneIsNotRead() {
        assertThat(Fingerprint.parse("9-cbf43926-e306928")).isEmpty();
        assertThat(Fingerprint.parse("9-cbf43926")).isEmpty();
        assertThat(Fingerprint.parse("9-cbf4392x-e3069283")).isEmpty();
        assertThat(Fingerprint.parse("-cbf43926-e3069283")).isEmpty();
    }
}

package ai.vivace.watermark.invisible;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MessageTest {
    private static final Message MESSAGE = new Message(0x1234_5678);

    @Test
    void whatIsEncodedIsDecoded() {
        for (Payload payload : new Payload[] {Payload.ofNumber(0), Payload.ofNumber(-1), Payload.ofText("AB12cd34")}) {
            assertThat(MESSAGE.decode(soft(MESSAGE.encode(payload)))).contains(payload);
        }
    }

    // Free distance 18: any eight wrong bits are corrected, wherever they are.
    @Test
    void eightWrongBitsInARowAreCorrected() {
        Payload payload = Payload.ofNumber(0x0123_4567_89AB_CDEFL);
        for (int start = 0; start + 8 <= Message.CODE_BITS; start++) {
            double[] soft = soft(MESSAGE.encode(payload));
            for (int i = start; i < start + 8; i++) {
                soft[i] = -soft[i];
            }
            assertThat(MESSAGE.decode(soft)).as("from bit %d", start).contains(payload);
        }
    }

    @Test
    void noiseThatTurnsAFifthOfTheBitsIsCorrected() {
        Rng rng = Rng.of(5);
        Payload payload = Payload.ofText("id 77");
        byte[] code = MESSAGE.encode(payload);
        double[] soft = soft(code);
        Arrays.setAll(soft, i -> soft[i] + 1.15 * rng.nextGaussian());

        assertThat(MESSAGE.agreement(payload, soft)).isBetween(0.75, 0.85);
        assertThat(MESSAGE.decode(soft)).contains(payload);
    }

    @Test
    void noiseAloneIsNoPayload() {
        Rng rng = Rng.of(6);
        for (int i = 0; i < 200; i++) {
            double[] soft = new double[Message.CODE_BITS];
            Arrays.setAll(soft, bit -> rng.nextGaussian());
            assertThat(MESSAGE.decode(soft)).isEmpty();
        }
    }

    @Test
    void theCheckOfAnotherKeyIsWrong() {
        byte[] code = MESSAGE.encode(Payload.ofNumber(7));

        assertThat(new Message(0x1234_5679).decode(soft(code))).isEmpty();
    }

    private static double[] soft(byte[] code) {
        double[] soft = new double[code.length];
        Arrays.setAll(soft, i -> code[i]);
        return soft;
    }
}

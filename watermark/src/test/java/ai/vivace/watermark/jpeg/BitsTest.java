package ai.vivace.watermark.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import org.junit.jupiter.api.Test;

class BitsTest {
    /** Bits of which many bytes are 0xFF, as numbers and their sizes. */
    private static int[][] numbers(Rng rng, int count) {
        int[][] numbers = new int[count][];
        for (int i = 0; i < count; i++) {
            int size = rng.nextInt(28);
            int bits = rng.nextInt(3) == 0 ? -1 : (int) rng.nextLong();
            numbers[i] = new int[] {bits & (int) ((1L << size) - 1), size};
        }
        return numbers;
    }

    private static byte[] written(int[][] numbers) {
        BitWriter out = new BitWriter(8);
        for (int[] number : numbers) {
            out.bits(number[0], number[1]);
        }
        out.pad();
        return out.toBytes();
    }

    @Test
    void aFullByteIsFollowedByAZeroAndTheLastIsFilledWithOnes() {
        BitWriter out = new BitWriter(8);
        out.bits(0xFF12, 16);
        out.bits(0b10, 2);
        out.pad();

        assertThat(out.toBytes()).isEqualTo(new byte[] {(byte) 0xFF, 0, 0x12, (byte) 0b1011_1111});
    }

    @Test
    void bitsAreReadAsTheyWereWritten() {
        for (int seed = 0; seed < 50; seed++) {
            int[][] numbers = numbers(Rng.of(seed), 300);
            byte[] bytes = written(numbers);
            BitReader in = new BitReader(bytes);
            in.seek(0, bytes.length);
            for (int[] number : numbers) {
                assertThat(in.take(number[1])).isEqualTo(number[0]);
            }
            assertThat(in.isOverrun()).isFalse();
            in.take(16);
            assertThat(in.isOverrun()).isTrue();
        }
    }

    @Test
    void anyPartIsCopiedToAnyPlace() {
        Rng rng = Rng.of(1).split("copies");
        for (int round = 0; round < 300; round++) {
            int[][] numbers = numbers(rng.split(round), 60);
            byte[] bytes = written(numbers);
            int from = rng.nextInt(60);
            int to = from + rng.nextInt(61 - from);
            long[] marks = marks(bytes, numbers);
            int before = rng.nextInt(20);
            BitWriter out = new BitWriter(8);
            out.bits(0, before);
            out.copy(bytes, marks[from], marks[to]);
            out.bits(0b0110, 4);
            out.pad();

            BitReader in = new BitReader(out.toBytes());
            in.seek(0, out.toBytes().length);
            in.take(before);
            for (int i = from; i < to; i++) {
                assertThat(in.take(numbers[i][1])).isEqualTo(numbers[i][0]);
            }
            assertThat(in.take(4)).isEqualTo(0b0110);
        }
    }

    /** Where each number begins, and the last one ends. */
    private static long[] marks(byte[] bytes, int[][] numbers) {
        BitReader in = new BitReader(bytes);
        in.seek(0, bytes.length);
        long[] marks = new long[numbers.length + 1];
        for (int i = 0; i < numbers.length; i++) {
            marks[i] = in.mark();
            in.take(numbers[i][1]);
        }
        marks[numbers.length] = in.mark();
        return marks;
    }

    @Test
    void aMarkLeadsBack() {
        int[][] numbers = numbers(Rng.of(5), 200);
        byte[] bytes = written(numbers);
        long[] marks = marks(bytes, numbers);
        BitReader in = new BitReader(bytes);
        for (int i = numbers.length - 1; i >= 0; i--) {
            in.seek(marks[i], bytes.length);
            assertThat(in.take(numbers[i][1])).isEqualTo(numbers[i][0]);
        }
    }

    @Test
    void dataEndsAtTheFirstMarkerAndNotAtAStuffedZero() {
        byte[] bytes = new byte[40];
        bytes[5] = (byte) 0xFF;
        bytes[20] = (byte) 0xFF;
        bytes[21] = (byte) 0xFF;
        bytes[22] = (byte) Markers.EOI;

        assertThat(Markers.next(bytes, 0)).isEqualTo(20);
        assertThat(Markers.next(bytes, 23)).isEqualTo(40);
    }
}

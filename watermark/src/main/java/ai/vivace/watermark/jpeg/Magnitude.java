package ai.vivace.watermark.jpeg;

/** Numbers as the codes have them: how many bits, and which (F.1.2.1 of the standard). */
final class Magnitude {
    private Magnitude() {}

    /** Bits that a number needs. */
    static int size(int value) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(value));
    }

    /** The bits of a number of a size: those of itself, or, when negative, of the number below it. */
    static int bits(int value, int size) {
        return (value + (value >> 31)) & ((1 << size) - 1);
    }

    /** The number of a size and bits: figure F.12. */
    static int value(int bits, int size) {
        return bits < 1 << size >> 1 ? bits - (1 << size) + 1 : bits;
    }
}

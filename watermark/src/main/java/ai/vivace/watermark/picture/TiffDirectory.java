package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A directory of a TIFF structure: a page of a file, or tags of Exif.
 *
 * @param structure it belongs to
 * @param at where it lies
 * @param pointer where the number stands that leads to it
 * @param entries in their order, which should rise
 * @param next where the next directory lies; 0 for none
 */
record TiffDirectory(TiffStructure structure, int at, int pointer, List<TiffEntry> entries, long next) {
    Optional<TiffEntry> entry(int tag) {
        return entries.stream().filter(entry -> entry.tag() == tag).findFirst();
    }

    /** Where the number of the next directory stands. */
    int nextPointer() {
        return at + structure.countSize() + entries.size() * structure.entrySize();
    }

    /** The first number of a tag, or another where there is none. */
    long number(int tag, long otherwise) {
        return entry(tag)
                .filter(entry -> entry.count() > 0)
                .map(entry -> number(entry, 0))
                .orElse(otherwise);
    }

    /** A number that a picture cannot do without. */
    long number(int tag, String name) {
        return number(entry(tag).orElseThrow(() -> missing(name)), 0);
    }

    /** All numbers of a tag that a picture cannot do without. */
    long[] numbers(int tag, String name) {
        TiffEntry entry = entry(tag).orElseThrow(() -> missing(name));
        structure.bytes().require(entry.at(), entry.length());
        long[] numbers = new long[Math.toIntExact(entry.count())];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(entry, i);
        }
        return numbers;
    }

    private static InputException missing(String name) {
        return new InputException("Expected the TIFF tag " + name + ", but the page has none. The file is damaged.");
    }

    /** A whole number of an entry. */
    long number(TiffEntry entry, int index) {
        Bytes bytes = structure.bytes();
        long at = entry.at() + (long) index * TiffTag.size(entry.type());
        long number =
                switch (entry.type()) {
                    case TiffTag.BYTE, TiffTag.UNDEFINED -> bytes.u8(at);
                    case TiffTag.SHORT -> bytes.u16(at);
                    case TiffTag.LONG -> bytes.u32(at);
                    case TiffTag.LONG8 -> bytes.u64(at);
                    default ->
                        throw new InputException("Expected a whole number in the TIFF tag " + entry.tag()
                                + ", but found values of type " + entry.type() + ". The file is damaged.");
                };
        InputException.require(
                index < entry.count() && number >= 0,
                () -> "Expected a number in the TIFF tag " + entry.tag() + ", but found none. The file is damaged.");
        return number;
    }

    /** A fraction; nothing for other types and for a denominator of 0. */
    Optional<Double> fraction(int tag) {
        return entry(tag)
                .filter(entry -> entry.type() == TiffTag.RATIONAL && entry.count() == 1)
                .map(entry -> (double) structure.bytes().u32(entry.at())
                        / structure.bytes().u32(entry.at() + 4))
                .filter(value -> value > 0 && value < Double.POSITIVE_INFINITY);
    }

    /** The bytes of an entry's values. */
    byte[] bytes(TiffEntry entry) {
        return structure.bytes().slice(entry.at(), entry.length());
    }

    /** The text of an entry, without the zeros at its end. */
    String text(TiffEntry entry) {
        String text = new String(bytes(entry), StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}

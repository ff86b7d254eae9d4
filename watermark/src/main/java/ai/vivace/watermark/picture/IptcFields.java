package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Credits in the fields of the IPTC (IIM 4.2), which are one of Photoshop's resources. Everything else of either is kept byte for byte.
 */
final class IptcFields {
    private static final int IPTC = 0x0404;
    private static final int DIGEST = 0x0425;
    private static final int ENVELOPE = 1;
    private static final int CHARACTERS = 90;
    private static final int APPLICATION = 2;
    private static final int BY_LINE = 80;
    private static final int COPYRIGHT = 116;
    private static final int LONGEST_BY_LINE = 32;
    private static final int LONGEST_COPYRIGHT = 128;
    private static final byte[] UTF_8 = {0x1B, '%', 'G'};

    private final Notes notes;
    private final MetadataPolicy policy;

    private IptcFields(MetadataPolicy policy, Notes notes) {
        this.policy = policy;
        this.notes = notes;
    }

    /**
     * Photoshop's resources with the credits of a policy.
     *
     * @param resources without the name of the segment; empty for new ones
     * @throws InputException when they are malformed
     */
    static byte[] credited(byte[] resources, MetadataPolicy policy, Notes notes) {
        return new IptcFields(policy, notes).resources(resources);
    }

    private byte[] resources(byte[] before) {
        Bytes bytes = Bytes.big(before, "Photoshop resources");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] fields = null;
        int at = 0;
        while (at < before.length) {
            int place = at;
            int name = at + 6;
            int size = name + (bytes.u8(name) + 2 & ~1);
            long length = bytes.u32(size);
            bytes.require(size + 4L, length);
            // The last one may lack the byte that makes its length even.
            int end = (int) Math.min(before.length, size + 4 + (length + 1 & ~1L));
            int kind = bytes.u16(at + 4L);
            if (kind == IPTC) {
                fields = fields(bytes.slice(size + 4L, length));
                resource(IPTC, fields, out);
            } else if (kind != DIGEST) {
                out.write(before, place, end - place);
            }
            at = end;
        }
        if (fields == null) {
            fields = fields(new byte[0]);
            resource(IPTC, fields, out);
        }
        resource(DIGEST, digest(fields), out);
        return out.toByteArray();
    }

    private static void resource(int kind, byte[] content, ByteArrayOutputStream out) {
        out.writeBytes(new byte[] {'8', 'B', 'I', 'M', (byte) (kind >> 8), (byte) kind, 0, 0});
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(content.length >> shift);
        }
        out.writeBytes(content);
        if (content.length % 2 == 1) {
            out.write(0);
        }
    }

    /** What Photoshop compares to see whether others have changed the fields. */
    private static byte[] digest(byte[] fields) {
        try {
            return MessageDigest.getInstance("MD5").digest(fields);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5.", e);
        }
    }

    private byte[] fields(byte[] before) {
        Bytes bytes = Bytes.big(before, "IPTC fields");
        ByteArrayOutputStream envelope = new ByteArrayOutputStream();
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        boolean utf8 = before.length == 0;
        if (utf8) {
            field(ENVELOPE, CHARACTERS, UTF_8, envelope);
        }
        int at = 0;
        // Some programs fill up with zeros.
        while (at < before.length && bytes.u8(at) != 0) {
            int place = at;
            InputException.require(
                    bytes.u8(at) == 0x1C && (bytes.u16(at + 3L) & 0x8000) == 0,
                    () -> "Expected an IPTC field at " + place + ", but found a byte " + bytes.u8(place) + ".");
            int record = bytes.u8(at + 1L);
            int number = bytes.u8(at + 2L);
            int end = at + 5 + bytes.u16(at + 3L);
            bytes.require(at, end - at);
            utf8 |= record == ENVELOPE && number == CHARACTERS && Arrays.equals(before, at + 5, end, UTF_8, 0, 3);
            boolean replaced = record == APPLICATION
                    && ((number == BY_LINE && policy.author().isPresent())
                            || (number == COPYRIGHT && policy.copyright().isPresent()));
            if (!replaced) {
                (record <= ENVELOPE ? envelope : rest).write(before, at, end - at);
            }
            at = end;
        }
        Charset characters = utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        policy.author().ifPresent(text -> credit(BY_LINE, text, LONGEST_BY_LINE, characters, rest));
        policy.copyright().ifPresent(text -> credit(COPYRIGHT, text, LONGEST_COPYRIGHT, characters, rest));
        envelope.writeBytes(rest.toByteArray());
        return envelope.toByteArray();
    }

    private void credit(int number, String text, int longest, Charset characters, ByteArrayOutputStream out) {
        String shortened = text;
        while (shortened.getBytes(characters).length > longest) {
            shortened = shortened.substring(0, shortened.offsetByCodePoints(shortened.length(), -1));
        }
        if (!shortened.equals(text) || !characters.newEncoder().canEncode(text)) {
            notes.add("The IPTC field " + APPLICATION + ":" + number
                    + " does not take all of the text; Exif and XMP have it in full.");
        }
        field(APPLICATION, number, shortened.getBytes(characters), out);
    }

    private static void field(int record, int number, byte[] content, ByteArrayOutputStream out) {
        out.write(0x1C);
        out.write(record);
        out.write(number);
        out.write(content.length >> 8);
        out.write(content.length);
        out.writeBytes(content);
    }
}

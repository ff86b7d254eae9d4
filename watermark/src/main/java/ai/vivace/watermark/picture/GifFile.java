package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.Box;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A GIF file in pieces, by the specification of version 89a.
 *
 * @param bytes of the file
 * @param screen what all frames are drawn on
 * @param colours of frames that have none of their own
 * @param blocks all behind the colours, up to but without the trailer
 * @param end of what was understood: where the trailer stands
 */
record GifFile(byte[] bytes, Box screen, int[] colours, List<Block> blocks, int end) {
    private static final int HEADER = 13;
    private static final int CONTROL = 0xF9;

    /**
     * A piece.
     *
     * @param at where it begins
     * @param end behind it
     * @param frame what it is, unless it is an extension
     */
    record Block(int at, int end, Optional<GifFrame> frame) {}

    /** The bytes before the first block: header, screen and colours. */
    int start() {
        return HEADER + 3 * colours.length;
    }

    List<GifFrame> frames() {
        return blocks.stream().flatMap(block -> block.frame().stream()).toList();
    }

    /** What sort of extension begins at a block: its label. */
    int label(Block block) {
        return bytes[block.at() + 1] & 255;
    }

    /** Whether a block is a graphic control extension. */
    boolean isControl(Block block) {
        return block.frame().isEmpty() && label(block) == CONTROL;
    }

    /** The name of an application extension, or of another nothing. */
    String application(Block block) {
        return block.frame().isEmpty() && label(block) == 0xFF && block.end() - block.at() >= 14
                ? new String(bytes, block.at() + 3, 11, StandardCharsets.ISO_8859_1)
                : "";
    }

    static GifFile read(byte[] file, Reading reading, Notes notes) {
        Bytes bytes = Bytes.little(file, "GIF file");
        bytes.require(0, HEADER);
        Box screen = Box.of(bytes.u16(6), bytes.u16(8));
        reading.limit().check(screen.width(), screen.height());
        int[] colours = colours(bytes, HEADER, bytes.u8(10));
        Reader reader = new Reader(bytes, HEADER + 3 * colours.length);
        try {
            reader.run();
        } catch (InputException e) {
            reading.damage("The frames of the GIF file are damaged. " + e.getMessage(), notes);
        }
        InputException.require(
                reader.frames > 0, () -> "Expected a GIF with at least one frame, but it has none. Is it complete?");
        checkPixels(reader, screen, reading.limit());
        if (reader.at < file.length && bytes.u8(reader.at) != ';') {
            notes.warn("The GIF has " + (file.length - reader.at) + " bytes that are no part of it; they are kept.");
        }
        return new GifFile(file, screen, colours, List.copyOf(reader.blocks), reader.at);
    }

    private static void checkPixels(Reader reader, Box screen, PixelLimit limit) {
        InputException.require(
                reader.pixels <= limit.pixels(),
                () -> "Expected at most " + limit.pixels() + " pixels in all frames, but the GIF has " + reader.pixels
                        + ". If the picture is meant, allow more pixels.");
        limit.checkTogether(screen.pixels() * reader.frames);
    }

    private static int[] colours(Bytes bytes, int at, int flags) {
        if ((flags & 0x80) == 0) {
            return new int[0];
        }
        int[] colours = new int[2 << (flags & 7)];
        for (int i = 0; i < colours.length; i++) {
            int from = at + 3 * i;
            colours[i] = 0xFF000000 | bytes.u8(from) << 16 | bytes.u8(from + 1) << 8 | bytes.u8(from + 2);
        }
        return colours;
    }

    /** Goes from block to block. */
    private static final class Reader {
        private final Bytes bytes;
        private final List<Block> blocks = new ArrayList<>();
        private int at;
        private int frames;
        private long pixels;
        private GifControl control = GifControl.NONE;

        Reader(Bytes bytes, int at) {
            this.bytes = bytes;
            this.at = at;
        }

        void run() {
            while (true) {
                int sign = bytes.u8(at);
                if (sign == 0x21) {
                    extension();
                } else if (sign == 0x2C) {
                    frame();
                } else if (sign == 0x3B || frames > 0) {
                    return;
                } else {
                    throw new InputException(
                            "Expected a frame of the GIF file at " + at + ", but found a byte " + sign + ".");
                }
            }
        }

        private void extension() {
            int end = afterPieces(at + 2);
            if (bytes.u8(at + 1) == CONTROL && bytes.u8(at + 2) == 4) {
                control = new GifControl(bytes.u8(at + 3), bytes.u16(at + 4), bytes.u8(at + 6), true);
            }
            blocks.add(new Block(at, end, Optional.empty()));
            at = end;
        }

        private void frame() {
            Box box = new Box(bytes.u16(at + 1), bytes.u16(at + 3), bytes.u16(at + 5), bytes.u16(at + 7));
            int flags = bytes.u8(at + 9);
            int[] local = colours(bytes, at + 10, flags);
            int data = at + 10 + 3 * local.length;
            pixels += box.pixels();
            int end = afterPieces(data + 1);
            blocks.add(new Block(at, end, Optional.of(new GifFrame(box, (flags & 0x40) != 0, local, data, control))));
            control = GifControl.NONE;
            frames++;
            at = end;
        }

        /** The place behind pieces of up to 255 bytes, each with its length before it, the last of them empty. */
        private int afterPieces(int from) {
            int place = from;
            for (int length = bytes.u8(place); length != 0; length = bytes.u8(place)) {
                bytes.require(place, length + 1L);
                place += length + 1;
            }
            return place + 1;
        }
    }

    /** The colours of a frame; grey steps when neither it nor the file has any. */
    int[] colours(GifFrame frame) {
        if (frame.local().length > 0) {
            return frame.local();
        }
        if (colours.length > 0) {
            return colours;
        }
        int[] greys = new int[256];
        Arrays.setAll(greys, i -> 0xFF000000 | i * 0x010101);
        return greys;
    }
}

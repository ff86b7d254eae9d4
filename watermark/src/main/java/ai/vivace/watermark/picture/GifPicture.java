package ai.vivace.watermark.picture;

import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Orientation;
import ai.vivace.watermark.layer.Overlay;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A GIF: all frames get the mark; timing, disposal, loops, comments and frames that the mark does not touch stay as they are. */
final class GifPicture extends Picture {
    private static final int COMMENT = 0xFE;
    private static final int PIECE = 255;
    private static final Set<String> LOOK = Set.of("NETSCAPE2.0", "ANIMEXTS1.0", "ICCRGBG1012");

    private final GifFile file;
    private final Reading reading;
    private final PictureInfo info;
    private @Nullable GifCanvas first;

    GifPicture(byte[] bytes, Reading reading) {
        this.reading = reading;
        Notes notes = new Notes();
        file = GifFile.read(bytes, reading, notes);
        List<GifFrame> frames = file.frames();
        info = new PictureInfo(
                PictureFormat.GIF,
                file.screen().width(),
                file.screen().height(),
                Orientation.UPRIGHT,
                frames.size(),
                8,
                ColourModel.PALETTE,
                Optional.empty(),
                Attachments.NONE,
                notes.list());
    }

    @Override
    public PictureInfo info() {
        return info;
    }

    @Override
    public void read(Box box, int[] argb) {
        int[] screen = first(new Notes()).argb();
        for (int y = 0; y < box.height(); y++) {
            int from = (box.y() + y) * width() + box.x();
            System.arraycopy(screen, from, argb, y * box.width(), box.width());
        }
    }

    private GifCanvas first(Notes notes) {
        GifCanvas there = first;
        if (there == null) {
            GifFrame frame = file.frames().get(0);
            there = new GifCanvas(file.screen());
            there.draw(
                    frame.box(),
                    GifCodes.decode(file.bytes(), frame, reading, notes),
                    file.colours(frame),
                    frame.control().clearIndex(),
                    GifControl.Disposal.KEPT);
            first = there;
        }
        return there;
    }

    @Override
    Samples samples(Notes notes) {
        notes.addAll(info.notes());
        ByteSamples samples = ByteSamples.of(area(), Layout.RGBA);
        byte[] bytes = samples.bytes();
        int[] screen = first(notes).argb();
        for (int i = 0; i < screen.length; i++) {
            bytes[4 * i] = (byte) (screen[i] >> 16);
            bytes[4 * i + 1] = (byte) (screen[i] >> 8);
            bytes[4 * i + 2] = (byte) screen[i];
            bytes[4 * i + 3] = (byte) (screen[i] >>> 24);
        }
        return samples;
    }

    @Override
    public Composed marked(PageLayers layers, MetadataPolicy policy) {
        Notes notes = new Notes();
        notes.addAll(info.notes());
        List<? extends Overlay> overlays = layers.over(this);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file.bytes(), 0, file.start());
        writeCredits(policy, notes, out);
        GifMarking marking = new GifMarking(file, overlays, reading, notes);
        for (GifFile.Block block : file.blocks()) {
            if (block.frame().isPresent()) {
                marking.write(block, block.frame().get(), out);
            } else if (!file.isControl(block) && isKept(block, policy)) {
                out.write(file.bytes(), block.at(), block.end() - block.at());
            }
        }
        out.write(';');
        int rest = file.end() + (file.end() < file.bytes().length && file.bytes()[file.end()] == ';' ? 1 : 0);
        if (policy.keepsAll()) {
            out.write(file.bytes(), rest, file.bytes().length - rest);
        }
        byte[] marked = out.toByteArray();
        if (marking.changed() > 0) {
            // Frames may now be clear in places, which version 87a does not have.
            marked[4] = '9';
        }
        long units =
                file.frames().stream().mapToLong(frame -> frame.box().pixels()).sum();
        return new Composed(marked, PictureFormat.GIF, Composed.Route.PIXELS, marking.changed(), units, notes.list());
    }

    private boolean isKept(GifFile.Block block, MetadataPolicy policy) {
        return policy.keepsAll()
                || (file.label(block) != COMMENT && file.label(block) != 0xFF)
                || LOOK.contains(file.application(block));
    }

    private static void writeCredits(MetadataPolicy policy, Notes notes, ByteArrayOutputStream out) {
        if (!policy.hasCredits()) {
            return;
        }
        notes.add("A GIF has no fields for author and copyright; they are entered as a comment.");
        StringBuilder text = new StringBuilder();
        policy.author()
                .ifPresent(author -> text.append("Author: ").append(author).append('\n'));
        policy.copyright()
                .ifPresent(copyright ->
                        text.append("Copyright: ").append(copyright).append('\n'));
        byte[] comment = text.toString().getBytes(StandardCharsets.UTF_8);
        out.write(0x21);
        out.write(COMMENT);
        for (int at = 0; at < comment.length; at += PIECE) {
            int length = Math.min(PIECE, comment.length - at);
            out.write(length);
            out.write(comment, at, length);
        }
        out.write(0);
    }
}

package ai.vivace.text;

import ai.vivace.base.AtomicFile;
import ai.vivace.base.InputException;
import ai.vivace.text.token.TextEncoder;
import ai.vivace.text.token.TextPipeline;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * Documents as numbers in a file that is mapped into memory: a corpus may be larger than that, as the system keeps only what is
 * being read.
 *
 * <p>The file, in big-endian order: 8 bytes VIVTOKEN, the version (int32, 1) and the bytes of a token (int32: 2 or 4); the tokens; where each document
 * begins and the last one ends, counted in tokens (int64 each); the numbers of tokens and of documents (int64), the vocabulary's size
 * (int32), and the CRC-32 of all before (int32). It is written whole or not at all. The mapping ends when the object is collected.
 */
public final class TokenFile implements TokenCorpus {
    private static final byte[] MAGIC = {'V', 'I', 'V', 'T', 'O', 'K', 'E', 'N'};
    private static final int VERSION = 1;
    private static final int HEADER = 16;
    private static final int FOOTER = 24;
    private static final int NARROW = 1 << 16;

    /** A multiple of what a token takes, so that none lies in two parts. */
    private static final long PART = 1L << 30;

    private final Path file;
    private final ByteBuffer[] parts;
    private final long[] starts;
    private final int width;
    private final int vocabularySize;

    private TokenFile(Path file, ByteBuffer[] parts, long[] starts, int width, int vocabularySize) {
        this.file = file;
        this.parts = parts;
        this.starts = starts;
        this.width = width;
        this.vocabularySize = vocabularySize;
    }

    /**
     * Encodes texts with several threads and writes them; few of them are in memory at a time. What is written does not depend on the number of
     * threads.
     *
     * @param progress is told now and then how many documents are done
     * @throws InputException when a text cannot be read, there are none, or the file cannot be written; what was there then stays
     */
    public static TokenFile write(
            Path file, Iterable<String> texts, TextEncoder encoder, TextPipeline pipeline, LongConsumer progress) {
        int vocabulary = encoder.vocabulary().size();
        AtomicFile.write(file, out -> write(out, texts, encoder, vocabulary, pipeline, progress));
        return open(file);
    }

    private static void write(
            OutputStream plain,
            Iterable<String> texts,
            TextEncoder encoder,
            int vocabulary,
            TextPipeline pipeline,
            LongConsumer progress)
            throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(plain, new CRC32());
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(checked, 1 << 16));
        int width = vocabulary <= NARROW ? 2 : 4;
        out.write(MAGIC);
        out.writeInt(VERSION);
        out.writeInt(width);
        Starts starts = new Starts();
        pipeline.run(texts, part -> part.stream().map(encoder::ids).toList(), documents -> {
            for (int[] document : documents) {
                write(out, document, width);
                starts.add(document.length);
            }
            progress.accept(starts.size);
        });
        InputException.require(starts.size > 0, () -> "There are no texts to write. Give at least one.");
        for (int i = 0; i <= starts.size; i++) {
            out.writeLong(starts.values[i]);
        }
        out.writeLong(starts.values[starts.size]);
        out.writeLong(starts.size);
        out.writeInt(vocabulary);
        out.flush();
        out.writeInt((int) checked.getChecksum().getValue());
        out.flush();
    }

    private static void write(DataOutputStream out, int[] tokens, int width) {
        try {
            for (int token : tokens) {
                if (width == 2) {
                    out.writeShort(token);
                } else {
                    out.writeInt(token);
                }
            }
        } catch (IOException e) {
            throw new InputException("Tokens cannot be written: " + e.getMessage() + ". Make room.", e);
        }
    }

    /** Where documents begin. */
    private static final class Starts {
        private long[] values = new long[1024];
        private int size;

        void add(int length) {
            if (size + 1 == values.length) {
                values = Arrays.copyOf(values, values.length * 2);
            }
            values[size + 1] = values[size] + length;
            size++;
        }
    }

    /**
     * Opens a file.
     *
     * @throws InputException when it cannot be read, is none of these files, is of another version, or is not whole
     */
    public static TokenFile open(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            InputException.require(size >= HEADER + FOOTER, () -> notOurs(file, "it is too short"));
            ByteBuffer header = read(channel, 0, HEADER);
            byte[] magic = new byte[MAGIC.length];
            header.get(magic);
            InputException.require(Arrays.equals(magic, MAGIC), () -> notOurs(file, "it begins otherwise"));
            int version = header.getInt();
            InputException.require(
                    version == VERSION,
                    () -> file + " has version " + version + ", but this program reads version " + VERSION
                            + ". Write it anew.");
            int width = header.getInt();
            ByteBuffer footer = read(channel, size - FOOTER, FOOTER);
            long tokens = footer.getLong();
            long documents = footer.getLong();
            int vocabulary = footer.getInt();
            boolean fits = (width == 2 || width == 4)
                    && tokens >= 0
                    && tokens <= size
                    && documents >= 1
                    && documents <= size / 8
                    && documents < Integer.MAX_VALUE - 16
                    && vocabulary >= 1
                    && size == HEADER + tokens * width + 8 * (documents + 1) + FOOTER;
            InputException.require(fits, () -> notOurs(file, "its parts do not add up"));
            long[] starts = starts(channel, HEADER + tokens * width, (int) documents, tokens, file);
            return new TokenFile(file, map(channel, tokens * width), starts, width, vocabulary);
        } catch (IOException e) {
            throw new InputException(
                    "Cannot read " + file + ": " + (Files.exists(file) ? e.getMessage() : "there is no such file")
                            + ".",
                    e);
        }
    }

    private static String notOurs(Path file, String why) {
        return file + " is no file of tokens, or not whole: " + why + ". Write it anew with TokenFile.write.";
    }

    private static ByteBuffer read(FileChannel channel, long from, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        int got = 0;
        while (got >= 0 && bytes.hasRemaining()) {
            got = channel.read(bytes, from + bytes.position());
        }
        return bytes.flip();
    }

    private static long[] starts(FileChannel channel, long from, int documents, long tokens, Path file)
            throws IOException {
        long[] starts = new long[documents + 1];
        int step = 1 << 13;
        for (int at = 0; at <= documents; at += step) {
            int count = Math.min(step, documents + 1 - at);
            read(channel, from + 8L * at, 8 * count).asLongBuffer().get(starts, at, count);
        }
        boolean ordered = starts[0] == 0 && starts[documents] == tokens;
        for (int i = 0; i < documents; i++) {
            ordered &= starts[i] <= starts[i + 1] && starts[i + 1] - starts[i] <= Integer.MAX_VALUE;
        }
        boolean good = ordered;
        InputException.require(good, () -> notOurs(file, "its documents are not in order"));
        return starts;
    }

    private static ByteBuffer[] map(FileChannel channel, long bytes) throws IOException {
        ByteBuffer[] parts = new ByteBuffer[(int) ((bytes + PART - 1) / PART)];
        for (int i = 0; i < parts.length; i++) {
            MappedByteBuffer part =
                    channel.map(FileChannel.MapMode.READ_ONLY, HEADER + i * PART, Math.min(PART, bytes - i * PART));
            parts[i] = part;
        }
        return parts;
    }

    /**
     * Reads the whole file and compares its checksum.
     *
     * @throws InputException when a byte has changed since it was written
     */
    public void verify() {
        CRC32 sum = new CRC32();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long end = channel.size() - 4;
            for (long at = 0; at < end; at += 1 << 20) {
                sum.update(read(channel, at, (int) Math.min(1 << 20, end - at)));
            }
            int written = read(channel, end, 4).getInt();
            InputException.require(
                    written == (int) sum.getValue(), () -> notOurs(file, "its checksum is not what was written"));
        } catch (IOException e) {
            throw new InputException("Cannot read " + file + ": " + e.getMessage() + ".", e);
        }
    }

    @Override
    public int documents() {
        return starts.length - 1;
    }

    @Override
    public long start(int document) {
        return starts[document];
    }

    @Override
    public int vocabularySize() {
        return vocabularySize;
    }

    /**
     * Copies tokens.
     *
     * @throws InputException when one is not of the vocabulary: the file was changed
     */
    @Override
    public void copy(long from, long[] into, int at, int count) {
        for (int i = 0; i < count; i++) {
            long place = (from + i) * width;
            ByteBuffer part = parts[(int) (place / PART)];
            int offset = (int) (place % PART);
            int token = width == 2 ? part.getShort(offset) & 0xFFFF : part.getInt(offset);
            if (token < 0 || token >= vocabularySize) {
                throw new InputException(notOurs(file, "it has the token " + token + " of " + vocabularySize));
            }
            into[at + i] = token;
        }
    }
}

// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0


/** People who use the command `medi`, each with a vault, a keystore and a storage of their own. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? path.join(repository, 'target');

/** The command. */
export const MEDI = process.env.MEDIBLOC_MEDI ?? path.join(target, 'debug', 'medi');

const PASSWORD = 'correct horse battery staple';

/** A command that ended with another exit code than 0. */
export class Failed extends Error {
	constructor(args, code, stderr) {
		super(`medi ${args.join(' ')}: exit code ${code}: ${stderr}`);
		this.code = code;
		this.stderr = stderr;
	}
}

/** Somebody with a folder of their own. */
export class Person {
	#environment;

	constructor(folder, url, account, others = {}) {
		this.folder = folder;
		this.#environment = {
			PATH: process.env.PATH,
			HOME: folder,
			MEDI_URL: url,
			MEDI_ACCOUNT: account,
			MEDI_STORAGE: path.join(path.dirname(folder), 'storage'),
			MEDI_PASSWORD: PASSWORD,
			MEDI_BACKUP_PASSWORD: PASSWORD,
			MEDI_KEY_PASSWORD: PASSWORD,
			MEDI_WORK_FACTOR: '2',
			MEDI_JSON: 'true',
			...others,
		};
	}

	/** A person with an empty vault, in a folder below `parent`, who shares the storage there. */
	static async create(parent, name, url, account) {
		if (!existsSync(MEDI)) throw new Error(`there is no ${MEDI}: build it by \`make test-e2e\``);
		const person = new Person(path.join(parent, name), url, account);
		await mkdir(person.folder, { recursive: true });
		await person.medi('vault', 'create');
		return person;
	}

	path(name) {
		return path.join(this.folder, name);
	}

	/** Writes a file and gives its path. */
	async file(name, content) {
		await writeFile(this.path(name), content);
		return this.path(name);
	}

	/** The vault, where it is by default. */
	get vault() {
		return this.path('.local/share/medi/vault');
	}

	/** Starts the command. */
	start(...args) {
		const options = { env: this.#environment, stdio: ['ignore', 'pipe', 'pipe'] };
		return spawn(MEDI, args, options);
	}

	/** Runs the command and gives what it printed, however it ended. */
	async run(...args) {
		const child = this.start(...args);
		const output = { stdout: '', stderr: '' };
		for (const stream of ['stdout', 'stderr']) {
			child[stream].setEncoding('utf8');
			child[stream].on('data', (text) => {
				output[stream] += text;
			});
		}
		const [code] = await once(child, 'close');
		return { code, ...output };
	}

	/** Runs the command, which must work, and gives what it says. */
	async medi(...args) {
		const { code, stdout, stderr } = await this.run(...args);
		if (code !== 0) throw new Failed(args, code, stderr);
		return JSON.parse(stdout);
	}

	/** Runs the command, which must fail with this exit code, and gives what it printed. */
	async fails(expected, ...args) {
		const { code, stdout, stderr } = await this.run(...args);
		if (code !== expected) {
			throw new Error(`medi ${args.join(' ')}: exit code ${code}, not ${expected}: ${stderr}`);
		}
		return { report: stdout ? JSON.parse(stdout) : undefined, stderr };
	}
}
